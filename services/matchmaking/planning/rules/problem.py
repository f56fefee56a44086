"""What is to be planned, and what a plan is. Pure; everything counts from 0, and from 1 wherever people read it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Session = Literal["morning", "afternoon", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two people who are to meet once."""

    people: tuple[int, int]
    session: Session = "any"
    fixed: int | None = None
    """The slot that it keeps."""
    after: tuple[int, ...] = ()
    """The meetings that must be over before it begins."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Meetings that need a slot each."""

    participants: int
    places: tuple[int, ...]
    """For each slot, so many meetings at most."""
    slots: int
    morning: int
    """So many slots are before lunch; the last of them and the first after lunch are neighbours."""
    meetings: tuple[Meeting, ...]
    forbidden: tuple[frozenset[int], ...]
    """For each participant the slots in which he cannot meet."""

    @cached_property
    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """For each participant his meetings."""
        found: list[list[int]] = [[] for _ in range(self.participants)]
        for number, meeting in enumerate(self.meetings):
            for person in meeting.people:
                found[person].append(number)
        return tuple(map(tuple, found))


Plan = tuple[int, ...]
"""The slot of each meeting."""
