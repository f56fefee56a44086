"""What somebody says of a dossier at a desk; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from services.eligibility.dossiers.rules.ruling import Ruling
from shared.contracts.notices import Notice
from shared.contracts.submission import ManifestationChanged

DeskAct = Literal["accept", "refuse", "ask"]
State = Literal["held", "undone", "done", "void"]

UNDO = timedelta(seconds=10)
"""For so long what was decided is told to nobody."""
CORRECTED_YES = (
    "La chambre a lu votre manifestation et y a corrigé des fautes : elle entre au programme du Mois de l’ESS."
)
USUAL_YES = "La chambre a lu votre manifestation : elle entre au programme du Mois de l’ESS."
ASKABLE: Mapping[str, str] = {
    "title": "Titre",
    "description": "Description",
    "occurrences": "Dates",
    "place": "Lieu",
    "themes": "Thèmes et format",
    "access": "Accès et ouverture à toutes et à tous",
    "organiser": "Organisateur et ses numéros",
    "public_contact": "Contact publié",
    "image": "Image",
    "print_text": "Texte pour le papier",
}
"""What a chamber may ask to have changed, as the organiser's form calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAsked:
    """What the organiser is asked to change."""

    message: str
    """A sentence for the whole; empty where each field says enough."""
    fields: dict[str, str]
    """A sentence by field."""

    @property
    def points(self) -> tuple[str, ...]:
        """One line a field, in the order of the form."""
        return tuple(f"{label} : {self.fields[name]}" for name, label in ASKABLE.items() if name in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A decision, or a demand for changes."""

    ruling: Ruling | None = None
    asked: ChangesAsked | None = None

    @property
    def act(self) -> DeskAct:
        """What it is."""
        if self.ruling is None:
            return "ask"
        return "accept" if self.ruling.verdict == "eligible" else "refuse"

    @property
    def told(self) -> str:
        """What the organiser reads, on one line."""
        if self.ruling is not None:
            return self.ruling.told
        return " ".join((self.asked.message, *self.asked.points)).strip() if self.asked else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRuling:
    """What was said, by whom, and what became of it."""

    ruling_id: UUID
    batch_id: UUID
    """Of those that were said at one go."""
    manifestation_id: UUID
    based_on: int
    judged_version: int
    act: DeskAct
    said: Said
    account_id: str
    region_code: str | None
    """Whose desk it was said at; None for the national team."""
    made_at: datetime
    due_at: datetime
    state: State = "held"
    outcome: str | None = None


def changes_notice(
    held: HeldRuling, manifestation: ManifestationChanged, account_id: UUID, *, chamber: str, link: str, at: datetime
) -> Notice:
    """Return the mail that asks for changes; telling it twice is one mail."""
    asked = held.said.asked
    title = manifestation.content.title
    first = f"Avant de décider, la chambre ({chamber}) vous demande de modifier votre manifestation « {title} »."
    message = (asked.message,) if asked and asked.message else ()
    return Notice(
        notice_id=held.ruling_id,
        account_id=account_id,
        kind="changes_requested",
        subject=f"« {title} » : des modifications vous sont demandées",
        sentences=(first, *message, "Dès que vous l’aurez modifiée, la chambre la lira de nouveau."),
        points=asked.points if asked else (),
        link=link,
        link_label="Modifier ma manifestation",
        told_at=at,
    )
