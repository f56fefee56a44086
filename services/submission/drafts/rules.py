"""A draft: what somebody filled in and has not sent. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shared.text import cleaned, one_line

MOST_DRAFTS = 50
"""Of one account: more is a program's doing, or nobody's who would find one of them again."""
KEPT = timedelta(days=400)
"""From the last change: over the next edition, whose organisers look at what they had begun."""
REMINDED_BEFORE = timedelta(days=3)
"""Ahead of the paper cut-off: time to finish, and for a chamber to look."""
PARKED = timedelta(days=1)
NAMED = 16
"""Characters of a form's token at least: who guesses none finds no draft."""
GIVEN = frozenset({"attendance"})
"""What an empty form sends by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one person filled in, as the fields of the form had it."""

    draft_id: str
    account_id: str
    edition: int
    version: int
    filled: dict[str, Any]
    created_at: datetime
    changed_at: datetime
    region_code: str | None = None
    """As far as it says."""

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return one_line(str(self.filled.get("title") or "")) or "Sans titre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What people have begun in an edition and not sent."""

    left: int = 0
    """Drafts."""
    reminded: Mapping[str, int] = field(default_factory=dict)
    """How many people were told when the paper programme of a region is edited."""


NOTHING_BEGUN = Begun()


def reminders_of(edition: int) -> str:
    """Return how the causes of its reminders begin; a region and an account follow."""
    return f"drafts-left/{edition}/"


def region_reminded(cause: str) -> str:
    """Return the region in the cause of a reminder."""
    return cause.split("/")[2]


def storable(filled: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in without the signs that no database keeps."""
    return {name: _storable(value) for name, value in filled.items()}


def is_blank(filled: Mapping[str, Any]) -> bool:
    """Return True for a form in which nobody has filled in anything."""
    return not any(_says(value) for name, value in filled.items() if name not in GIVEN)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, Mapping):
        return storable(value)
    return [_storable(each) for each in value] if isinstance(value, list) else value


def _says(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_says(each) for each in value.values())
    return any(_says(each) for each in value) if isinstance(value, list) else bool(value)
