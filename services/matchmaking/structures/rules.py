"""What is known of a structure: under which names, until when, and when its manifestations keep it busy. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.contracts.content import Occurrence
from shared.geography.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A structure that may take part."""

    structure_id: UUID
    version: int
    name: str
    usual_name: str | None
    search_name: str
    legal_family: str | None
    """As it was told, since it is only passed on; None where no register tells the form."""
    region_code: str | None
    themes: tuple[str, ...]
    verified_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a booking must know of a structure."""

    name: str
    """As it is shown; empty where it was gone before its name was heard."""
    gone: bool
    """No longer verified: past meetings keep its name, new ones are refused."""
    verified_until: datetime | None = None

    def has_ended(self, at: datetime) -> bool:
        """Return True where the time it was verified for is over."""
        return self.verified_until is not None and self.verified_until <= at


def search_name(name: str, usual_name: str | None) -> str:
    """Return both names folded, the usual one first: it is what lists are ordered by."""
    return fold(f"{usual_name or ''} {name}")


def name_patterns(text: str) -> list[str]:
    """Return LIKE patterns, all to be found in a folded name after a blank: the beginnings of its words, in any order.

    Folding leaves no sign that means something in a pattern.
    """
    return [f"% {word}%" for word in fold(text).split()]


def busy_times(occurrences: Sequence[Occurrence]) -> list[tuple[datetime, datetime]]:
    """Return when a manifestation takes place; a date with a state that we do not know is taken to be held."""
    return [(each.starts_at, each.ends_at) for each in occurrences if _is_held(each) and each.starts_at < each.ends_at]


def _is_held(occurrence: Occurrence) -> bool:
    if occurrence.state == "postponed":
        # With a previous beginning, the one at hand is the new date; without, there is none yet.
        return occurrence.previous_starts_at is not None
    return occurrence.state != "cancelled"
