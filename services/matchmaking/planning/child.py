"""The search in a process of its own: a request on the standard input, one line for each step on the standard output.

The solver holds the interpreter and cannot be interrupted; a process can be limited and killed.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from services.matchmaking.planning.limits import tell
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.search import search
from services.matchmaking.planning.settle import Settle, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be planned, and within what."""

    problem: Problem
    fairness: int
    seed: int
    lane: int = 0
    lanes: int = 1
    settle: Settle | None = None
    """A plan of which another is sought that is as good and changes less."""
    seconds: float
    memory: int
    """In bytes."""


def main() -> None:
    """Search and tell."""
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    tell(_steps(request), seconds=request.seconds, memory=request.memory)


def _steps(request: Request) -> Iterator[Progress]:
    problem, fairness, seed = request.problem, request.fairness, request.seed
    if request.settle is not None:
        return settle(problem, request.settle, fairness=fairness, seed=seed)
    return search(problem, fairness=fairness, seed=seed, lane=request.lane, lanes=request.lanes)


if __name__ == "__main__":
    main()
