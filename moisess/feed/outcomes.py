"""What became of a record: every one ends in exactly one of these ways."""

from dataclasses import dataclass
from typing import Literal

from services.submission.imports.mapping.completed import Completed
from services.submission.imports.rules.faults import Fault

Kind = Literal["listed", "waiting", "refused", "field_errors", "unreadable", "undecided", "not_sent", "set_aside"]

LABELS: dict[Kind, str] = {
    "listed": "au programme",
    "waiting": "en attente d’une chambre",
    "refused": "refusée",
    "field_errors": "champs à corriger",
    "unreadable": "illisible",
    "undecided": "reçue, verdict attendu",
    "not_sent": "non envoyée",
    "set_aside": "laissée de côté",
}
PLURALS: dict[Kind, str] = {
    "refused": "refusées",
    "unreadable": "illisibles",
    "undecided": "reçues, verdict attendu",
    "not_sent": "non envoyées",
    "set_aside": "laissées de côté",
}
"""Of the labels that agree with the number of manifestations."""
STYLES: dict[Kind, str] = {
    "listed": "green",
    "waiting": "yellow",
    "refused": "red",
    "field_errors": "red",
    "unreadable": "red",
    "undecided": "yellow",
    "not_sent": "bold red",
    "set_aside": "dim",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One record's end."""

    row: int
    kind: Kind
    message: str
    """One French sentence."""
    title: str = ""
    external_id: str | None = None
    manifestation_id: str | None = None
    page: str | None = None
    """Where the organiser sees it; where the public does, once it is listed."""
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    to_check: bool = False
    """True where it was taken in although something in it was not understood."""

    @property
    def taken(self) -> bool:
        """True where the platform has it and has said what it thinks of it."""
        return self.kind in {"listed", "waiting", "refused"} and self.manifestation_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All records of a run, in the order of the file."""

    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()
    """About the file as a whole."""
    completed: tuple[Completed, ...] = ()
    """What the options put in place of what records do not say."""
    interrupted: bool = False

    def count(self, kind: Kind) -> int:
        """Count the records that ended this way."""
        return sum(outcome.kind == kind for outcome in self.outcomes)

    def label(self, kind: Kind) -> str:
        """Name this end as it stands beside the number of its records: ``refusée``, ``refusées`` from two on."""
        return PLURALS.get(kind, LABELS[kind]) if self.count(kind) > 1 else LABELS[kind]

    @property
    def complete(self) -> bool:
        """True where the platform has had its say on every record; a word of refusal is a say."""
        return not self.interrupted and not self.count("not_sent") and not self.count("undecided")

    @property
    def all_taken(self) -> bool:
        """True where every record was taken in whole and judged, whatever the verdict; and there was one at least.

        What is no manifestation to register is no record.
        """
        records = [outcome for outcome in self.outcomes if outcome.kind != "set_aside"]
        return bool(records) and not self.interrupted and all(one.taken and not one.to_check for one in records)
