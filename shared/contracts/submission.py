"""What the submission service tells."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from shared.contracts.content import Content, Instant, Organiser
from shared.contracts.stream import Stream
from shared.contracts.vocabulary import documented

State = Literal["submitted", "amended", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestationChanged:
    """A manifestation as its organiser left it: the whole state, after each change."""

    manifestation_id: UUID
    version: int
    """Grows by one with each change by the organiser."""
    state: Annotated[str, documented(State)]
    edition: int
    """Year of the Mois de l'ESS it is registered for."""
    region_code: str | None
    """INSEE code of the region whose chamber is in charge; None where it is online only and nobody has said."""
    owner: str
    """Account that is responsible for it."""
    organiser: Organiser
    content: Content
    changed_at: Instant
    external_id: str | None = None
    """The owner's own reference."""
    note: str | None = None
    """What the organiser wants the chamber to know; never published."""
    appeal: str | None = None
    """Why the organiser asks for a refusal to be looked at again; never published. Nobody fills it yet."""


MANIFESTATIONS = Stream(
    topic="ess.internal.submission.manifestations.v1",
    contract=ManifestationChanged,
    key="manifestation_id",
    source="/submission",
    type="fr.mois-ess.manifestation-changed.v1",
)
