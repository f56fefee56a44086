"""What the submission service tells."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.contracts.content import Content, Instant, Organiser
from shared.contracts.stream import Stream

State = Literal["submitted", "amended", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestationChanged:
    """A manifestation as its organiser left it: the whole state, after each change."""

    manifestation_id: UUID
    version: int
    """Grows by one with each change by the organiser."""
    state: State
    edition: int
    """Year of the Mois de l'ESS it is registered for."""
    region_code: str
    """INSEE code of the region whose chamber is in charge."""
    organiser: Organiser
    content: Content
    changed_at: Instant


MANIFESTATIONS = Stream(
    topic="ess.internal.submission.manifestations.v1",
    contract=ManifestationChanged,
    key="manifestation_id",
    source="/submission",
    type="fr.mois-ess.manifestation-changed.v1",
)
