"""What the eligibility service tells."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shared.contracts.content import Content, Instant, Organiser
from shared.contracts.stream import Stream

Verdict = Literal["eligible", "to_review", "refused", "withdrawn"]
"""``withdrawn`` closes the dossier: it is the organiser's act, not a judgement."""

DecidedBy = Literal["rules", "chamber", "national", "organiser"]

LegalFamily = Literal[
    "association", "cooperative", "mutuelle", "fondation", "commercial", "collectivite", "enseignement"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One named outcome of one criterion, with the facts it rests on."""

    criterion: str
    """Which criterion: ``organiser``, ``subject``, ``openness``, ``registration``, ``chamber``."""
    code: str
    """Stable word for programs, for example ``ess_legal_category``."""
    outcome: Literal["met", "unknown", "not_met"]
    message: str
    """One French sentence for the organiser and the chamber."""
    facts: dict[str, str]
    """The values it was judged on, for example ``{"nature_juridique": "9220"}``; no personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityDecided:
    """One decision with everything the public may read about what was judged."""

    manifestation_id: UUID
    version: int
    """Grows by one with each decision on this manifestation."""
    judged_version: int
    """The version of ``ManifestationChanged`` that was judged."""
    verdict: Verdict
    reasons: tuple[Reason, ...]
    online: bool
    """May be shown in the online programme."""
    paper: bool
    """May be printed in the regional programme; never true unless ``online`` is."""
    edition: int
    region_code: str
    decided_by: DecidedBy
    decided_at: Instant
    organiser: Organiser
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureVerified:
    """A structure whose right to take part was established, by rule or by a chamber."""

    structure_id: UUID
    version: int
    name: str
    legal_family: LegalFamily
    region_code: str
    themes: tuple[str, ...]
    """Themes of its manifestations so far."""
    siren: str | None
    verified_at: Instant


DECISIONS = Stream(
    topic="ess.internal.eligibility.decisions.v1",
    contract=EligibilityDecided,
    key="manifestation_id",
    source="/eligibility",
    type="fr.mois-ess.eligibility-decided.v1",
)

STRUCTURES = Stream(
    topic="ess.public.eligibility.structures.v1",
    contract=StructureVerified,
    key="structure_id",
    source="/eligibility",
    type="fr.mois-ess.structure-verified.v1",
    tombstones=True,
)
