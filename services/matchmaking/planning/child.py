"""The search in a process of its own: a request on the standard input, one line for each step on the standard output.

The solver holds the interpreter and cannot be interrupted; a process can be limited and killed.
"""

import resource
import signal
import sys
from dataclasses import dataclass

import msgspec

from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.search import search

OUT_OF_MEMORY = 3
GRACE = 5
"""Seconds after the limit at which a search ends that nobody waits for any more: its parent may have been killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be planned, and within what."""

    problem: Problem
    fairness: int
    seed: int
    lane: int
    lanes: int
    seconds: float
    memory: int
    """In bytes."""


def main() -> None:
    """Search and tell."""
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    resource.setrlimit(resource.RLIMIT_AS, (request.memory, request.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, request.seconds + GRACE)
    try:
        for step in search(
            request.problem, fairness=request.fairness, seed=request.seed, lane=request.lane, lanes=request.lanes
        ):
            sys.stdout.buffer.write(msgspec.json.encode(step) + b"\n")
            sys.stdout.buffer.flush()
    except MemoryError:
        raise SystemExit(OUT_OF_MEMORY) from None


if __name__ == "__main__":
    main()
