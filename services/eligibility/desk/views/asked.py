"""What the address of a queue asks for, and addresses that ask for something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args
from urllib.parse import urlencode
from uuid import UUID

from services.eligibility.desk.rules.queue import Assigned, Facet, Novelty, Stage, Wanted

T = TypeVar("T")
STAGES: Mapping[str, Stage] = {
    "": "open",
    "attente": "held",
    "organisateur": "asked",
    "a-relire": "sampled",
    "signalees": "reported",
    "decidees": "settled",
}
"""By what the address says."""
NAMES: Mapping[Facet, str] = {
    "question": "motif",
    "theme": "theme",
    "format": "format",
    "novelty": "nouveaute",
    "assigned": "assigne",
}
LONGEST = 200
KEPT = ("region", "etat", *NAMES.values(), "organisateur", "q")
"""Names that are carried from page to page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The names and values of an address of the desk that a queue is chosen by; anything else is passed over."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> "Asked":
        """Read them from a query, or from the hidden fields of a form."""
        return cls({name: str(query[name])[:LONGEST] for name in KEPT if str(query.get(name) or "").strip()})

    @property
    def region(self) -> str:
        """The region that was chosen, if one was."""
        return self.values.get("region", "")

    def wanted(self) -> Wanted:
        """Return what it asks for; what nobody knows asks for nothing."""
        found = {facet: self.values.get(name) for facet, name in NAMES.items()}
        return Wanted(
            stage=STAGES.get(self.values.get("etat", ""), "open"),
            question=found["question"],
            theme=found["theme"],
            format=found["format"],
            novelty=next((each for each in get_args(Novelty) if each == found["novelty"]), None),
            assigned=next((each for each in get_args(Assigned) if each == found["assigned"]), None),
            structure_id=uuid_in(self.values.get("organisateur", "")),
            words=self.values.get("q", ""),
        )

    def only(self, *names: str) -> "Asked":
        """Return what is left of it with these names alone."""
        return Asked({name: value for name, value in self.values.items() if name in names})

    def query(self, **changed: str) -> str:
        """Return ``?region=53&motif=…`` with some values changed, those that are empty left out; nothing for none."""
        values = {name: value for name, value in {**self.values, **changed}.items() if value}
        return f"?{urlencode(values)}" if values else ""


def uuid_in(text: str) -> UUID | None:
    """Return the identifier that a text is; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
