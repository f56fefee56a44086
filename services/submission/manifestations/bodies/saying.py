"""What a partner says, field by field: which of it is new since it spoke last."""

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from services.submission.manifestations.bodies.writing import body_of
from services.submission.manifestations.rules.manifestation import Manifestation

Said = Mapping[str, str]
"""A digest by field: contacts need not be kept once more to be compared."""


def said_in(manifestation: Manifestation) -> dict[str, str]:
    """Return what a manifestation says, as digests."""
    return {name: _digest(manifestation.id, name, value) for name, value in body_of(manifestation).items()}


def said_anew(present: Manifestation, sent: Manifestation, said: Said) -> dict[str, Any]:
    """Return the body of ``present`` with what ``sent`` says otherwise than was ``said`` before.

    A date that somebody corrected is in a list that is compared whole, and so stays until the partner changes its own.
    """
    before, after, now = body_of(present), body_of(sent), said_in(sent)
    new = {name for name in {*said, *now} if said.get(name) != now.get(name)}
    kept = {name: value for name, value in before.items() if name not in new}
    return kept | {name: value for name, value in after.items() if name in new}


def _digest(manifestation_id: UUID, name: str, value: Any) -> str:
    if name == "occurrences":
        # Which date is which is found out anew each time, by what stands there.
        value = [{part: each[part] for part in each if part != "occurrence_id"} for each in value]
    told = msgspec.json.encode([str(manifestation_id), name, value], order="deterministic")
    return hashlib.sha256(told).hexdigest()[:32]
