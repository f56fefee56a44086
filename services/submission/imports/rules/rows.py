"""What is known of a record of a file, and what became of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from services.submission.imports.rules.faults import Fault

Outcome = Literal["new", "registered", "updated", "unchanged", "incomplete", "duplicate", "refused", "set_aside"]

LABELS: dict[Outcome, str] = {
    "new": "prête à inscrire",
    "registered": "inscrite",
    "updated": "mise à jour",
    "unchanged": "inchangée",
    "incomplete": "à compléter",
    "duplicate": "doublon",
    "refused": "refusée",
    "set_aside": "laissée de côté",
}
PLURALS: dict[Outcome, str] = {
    "new": "prêtes à inscrire",
    "registered": "inscrites",
    "updated": "mises à jour",
    "unchanged": "inchangées",
    "incomplete": "à compléter",
    "duplicate": "doublons",
    "refused": "refusées",
    "set_aside": "laissées de côté",
}
IN_DATABASE: frozenset[Outcome] = frozenset({"registered", "updated", "unchanged"})
"""Of these there is a manifestation."""
TO_LOOK_AT: frozenset[Outcome] = frozenset({"incomplete", "refused"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One record, as it is kept beside its file."""

    number: int
    first: int
    """The record whose manifestation this one gives a further date of; its own number where it is none."""
    fields: Mapping[str, Any]
    body: Mapping[str, Any] | None
    """What would register it; None where there is nothing to register."""
    title: str
    reference: str | None
    numbered: bool
    """True where the reference is only its place in a list."""
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    outcome: Outcome
    message: str
    known: UUID | None = None
    """The manifestation that it was already when the file was read."""
    manifestation_id: UUID | None = None
    draft_id: str | None = None
    """The draft in which what is missing can be filled in."""
    settled: bool = False
