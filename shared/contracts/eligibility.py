"""What the eligibility service tells."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from shared.contracts.content import Content, Instant, Organiser, Source
from shared.contracts.stream import Stream
from shared.contracts.vocabulary import documented

Verdict = Literal["eligible", "to_review", "refused", "withdrawn"]
"""``withdrawn`` closes the dossier: it is the organiser's act, not a judgement."""

DecidedBy = Literal["rules", "chamber", "national", "organiser"]

Outcome = Literal["met", "unknown", "not_met"]

SaidKind = Literal["accepted", "refused", "changes_requested"]

CorrectedField = Literal["title", "description", "access_conditions", "print_title", "print_text"]

LegalFamily = Literal[
    "association", "cooperative", "mutuelle", "fondation", "commercial", "collectivite", "enseignement"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One named outcome of one criterion, with the facts it rests on."""

    criterion: str
    """``organiser``, ``identity``, ``subject``, ``season``, ``openness``, ``registration`` or ``chamber``."""
    code: str
    """Stable word for programs, for example ``ess_legal_category``."""
    outcome: Annotated[str, documented(Outcome)]
    message: str
    """One French sentence for the organiser and the chamber."""
    facts: dict[str, str]
    """The values it was judged on, for example ``{"nature_juridique": "9220"}``; no personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The version that readers may see; it stays while a later one is under review."""

    judged_version: int
    """The version of ``ManifestationChanged`` that was approved."""
    region_code: str | None
    paper: bool
    """May be printed in the regional programme."""
    organiser: Organiser
    structure_id: UUID | None
    """The organiser as a verified structure."""
    content: Content
    source: Source | None
    """The partner's own reference, where a partner registered it under one."""
    first_published_at: Instant
    changed_at: Instant
    """When what is published last changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody of a chamber, or of the national team, has told the organiser."""

    kind: Annotated[str, documented(SaidKind)]
    by: Annotated[str, documented(DecidedBy)]
    text: str
    """French; nothing where the points say enough."""
    points: tuple[str, ...] = ()
    """Field by field, what is to be changed."""
    judged_version: int
    """Of the manifestation, as it was read."""
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityDecided:
    """One decision: what was judged, and beside it what is published."""

    manifestation_id: UUID
    version: int
    """Grows by one with each decision on this manifestation."""
    judged_version: int
    """The version of ``ManifestationChanged`` that was judged."""
    verdict: Annotated[str, documented(Verdict)]
    reasons: tuple[Reason, ...]
    edition: int
    region_code: str | None
    """INSEE code of the region whose chamber decides; None where the national team does."""
    decided_by: Annotated[str, documented(DecidedBy)]
    decided_at: Instant
    organiser: Organiser
    content: Content
    """As it was judged."""
    published: Publication | None
    """None where readers may see nothing of it. Not always what was judged: an amendment under review leaves the
    approved version online; a refusal or a withdrawal ends it."""
    rules_version: str | None = None
    """Names the set of rules by which the criteria were judged; the same name means the same rules."""
    said: tuple[Said, ...] = ()
    """What people have told the organiser so far, the first one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureVerified:
    """A structure whose right to take part was established, by rule or by a chamber."""

    structure_id: UUID
    version: int
    name: str
    """As the register writes it; else as a chamber accepted it."""
    usual_name: str | None = None
    """Under which it is known, where that is another: its trade name or sign, else one that a chamber accepted."""
    legal_family: Annotated[str, documented(LegalFamily)] | None
    """None where no register tells the form."""
    region_code: str | None
    themes: tuple[str, ...]
    """Themes of its manifestations so far."""
    siren: str | None
    """Never that of a natural person."""
    verified_at: Instant
    verified_until: Instant | None = None
    """When the status ends, where that is known."""
    replaces: tuple[UUID, ...] = ()
    """Ids under which it was told before the register tied its numbers together; each has a tombstone of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedText:
    """One text of a manifestation, with its faults and without."""

    field: Annotated[str, documented(CorrectedField)]
    before: str
    """As it was read: where it says something else by now, it stays."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked:
    """Whoever accepted a manifestation has corrected faults in it: submission owns its text, and makes the version."""

    correction_id: UUID
    version: int = 1
    """Always 1: what is asked for does not change."""
    manifestation_id: UUID
    account_id: str
    """Who corrected it."""
    by: Annotated[str, documented(DecidedBy)]
    """``chamber`` or ``national``."""
    texts: tuple[CorrectedText, ...]
    asked_at: Instant


DECISIONS = Stream(
    topic="ess.internal.eligibility.decisions.v1",
    contract=EligibilityDecided,
    key="manifestation_id",
    source="/eligibility",
    type="fr.mois-ess.eligibility-decided.v1",
)

CORRECTIONS = Stream(
    topic="ess.internal.eligibility.corrections.v1",
    contract=CorrectionAsked,
    key="correction_id",
    source="/eligibility",
    type="fr.mois-ess.correction-asked.v1",
)

STRUCTURES = Stream(
    topic="ess.public.eligibility.structures.v1",
    contract=StructureVerified,
    key="structure_id",
    source="/eligibility",
    type="fr.mois-ess.structure-verified.v1",
    tombstones=True,
)
