"""More meetings than slots: what a glance shows, and the smallest set of meetings that shows it. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shortage:
    """Meetings that together have too few slots."""

    meetings: tuple[int, ...]
    slots: tuple[int, ...]


def find_shortage(windows: Sequence[tuple[int, ...]], meetings: Sequence[int], room: Sequence[int]) -> Shortage | None:
    """Give each meeting a slot of its window, or return meetings for which the room in their slots does not suffice.

    What cannot be placed and all that stands in its way are such a set (Hall).
    """
    held: dict[int, list[int]] = defaultdict(list)
    for meeting in meetings:
        came_from = _make_room(windows, held, meeting, room)
        if came_from is not None:
            slots = tuple(sorted(came_from))
            blocking = {other for slot in slots for other in held[slot]} | {meeting}
            return Shortage(tuple(sorted(blocking)), slots)
    return None


def _make_room(
    windows: Sequence[tuple[int, ...]], held: dict[int, list[int]], meeting: int, room: Sequence[int]
) -> dict[int, int] | None:
    """Place one more by moving others along a shortest path, or return the slots that were tried, all of them full."""
    for slot in windows[meeting]:
        if len(held[slot]) < room[slot]:
            held[slot].append(meeting)
            return None
    came_from = dict.fromkeys(windows[meeting], meeting)
    queue = list(came_from)
    for slot in queue:
        if len(held[slot]) < room[slot]:
            _move_along(held, came_from, windows, slot, meeting)
            return None
        for other in held[slot]:
            for further in windows[other]:
                if further not in came_from:
                    came_from[further] = other
                    queue.append(further)
    return came_from


def _move_along(
    held: dict[int, list[int]], came_from: dict[int, int], windows: Sequence[tuple[int, ...]], slot: int, last: int
) -> None:
    while True:
        mover = came_from[slot]
        held[slot].append(mover)
        if mover == last:
            return
        slot = next(left for left in windows[mover] if left != slot and mover in held[left])
        held[slot].remove(mover)
