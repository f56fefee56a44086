"""A log in which every line vouches for those before it; pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import msgspec

Act = Literal[
    "accepted",
    "refused",
    "corrected",
    "changes_asked",
    "undone",
    "not_carried_out",
    "held",
    "put_back",
    "taken_on",
    "handed_back",
    "tie_withdrawn",
    "absence_begun",
    "absence_ended",
    "reports_closed",
    "taken_offline",
    "put_online",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What somebody did."""

    at: datetime
    act: Act
    account_id: str
    region_code: str | None
    """Whose desk it was done at; None for the national team."""
    manifestation_id: UUID | None = None
    version: int | None = None
    """Of the decision that it made, or was about."""
    structure_id: UUID | None = None
    for_account: str | None = None
    """Whom it concerns."""
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An action as it is logged."""

    number: int
    action: Action
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first line that is not what was written, or is not there."""

    number: int
    why: str


def chained(before: bytes, number: int, action: Action) -> bytes:
    """Return the hash of a line: SHA-256 over the hash of the one before and the line as JSON."""
    # The moment in UTC to the microsecond, as the database keeps it.
    at = action.at.astimezone(UTC).isoformat(timespec="microseconds")
    written = {**msgspec.to_builtins(action), "number": number, "at": at}
    return hashlib.sha256(before + msgspec.json.encode(written, order="deterministic")).digest()


def first_broken(lines: Iterable[Line], *, number: int, before: bytes) -> Broken | None:
    """Return the first line that does not follow from the one before; ``number`` and ``before`` are that one's."""
    for line in lines:
        number += 1
        if line.number != number:
            return Broken(number=number, why="elle manque")
        if line.hash != chained(before, number, line.action):
            return Broken(number=number, why="elle n’est pas telle qu’elle fut écrite")
        before = line.hash
    return None
