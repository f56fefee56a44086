"""Which region is late, and why; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for one chamber."""

    region_code: str
    waiting: int
    held: int
    """That the chamber itself put on hold."""
    reminded: int
    escalated: int
    oldest_since: datetime | None
    question: str | None
    """That is open in most of it."""
    asked_in: int
    """In so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionState:
    """A region as the page shows it."""

    region_code: str
    has_chamber: bool
    waiting: Waiting | None
    """None where nothing waits."""
    cut_off: datetime | None
    last_decided_at: datetime | None
    """When a person last decided there."""
    moderators: int
    away: int

    @property
    def is_late(self) -> bool:
        """True where something has waited for longer than the edition lets it."""
        return self.waiting is not None and self.waiting.reminded > 0

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The latest ones first."""
        found = self.waiting
        if found is None:
            return 0, 0, 0, self.region_code
        return -found.escalated, -found.reminded, -found.waiting, self.region_code


def in_order(states: Sequence[RegionState]) -> list[RegionState]:
    """Return them, the latest first."""
    return sorted(states, key=lambda state: state.rank)
