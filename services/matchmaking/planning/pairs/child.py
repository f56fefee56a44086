"""The choice of pairs in a process of its own: a request on the standard input, the choice on the standard output."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from services.matchmaking.planning.limits import tell
from services.matchmaking.planning.pairs.choose import Choice, choose
from services.matchmaking.planning.pairs.place import tight_rooms
from services.matchmaking.planning.pairs.wishes import Room, Wishes

MOST_ROOMS = 200
"""Sets of pairs with too few slots in common until what cannot be placed is left to the planner to name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be chosen from, and within what."""

    wishes: Wishes
    seed: int
    slack: int
    seconds: float
    memory: int
    """In bytes."""


def main() -> None:
    """Choose and tell."""
    request = msgspec.json.decode(sys.stdin.buffer.read(), type=Request)
    tell(_found(request), seconds=request.seconds, memory=request.memory)


def _found(request: Request) -> Iterator[Choice]:
    """Choose, and choose anew for as long as counting shows that a choice cannot be placed."""
    rooms: set[Room] = set()
    while True:
        choice = choose(request.wishes, seconds=request.seconds, seed=request.seed, slack=request.slack, rooms=rooms)
        if choice is None:
            return
        lacking = tight_rooms(request.wishes, choice.pairs)
        if lacking <= rooms or len(rooms) > MOST_ROOMS:
            yield choice
            return
        rooms |= lacking


if __name__ == "__main__":
    main()
