"""Every state of every entity, in an order that a handler can take."""

from collections.abc import Sequence
from typing import TypeVar

from shared.kafka.records import Received

T = TypeVar("T")


def waves(received: Sequence[Received[T]]) -> list[list[Received[T]]]:
    """Split records so that each key comes once in a part, sorted by key, and its states keep their order.

    The consumer passes over states that a later one of the same batch replaces. Here none is: a row may remember that
    it was once online, and must not forget it because more records are read at a time.
    One that cannot be stored is set aside; it stops the rebuild only where no later one of its key is stored.
    """
    parts: list[list[Received[T]]] = []
    turns: dict[str, int] = {}
    for item in received:
        turn = turns[item.key] = turns.get(item.key, -1) + 1
        if turn == len(parts):
            parts.append([])
        parts[turn].append(item)
    return [sorted(part, key=lambda item: item.key) for part in parts]
