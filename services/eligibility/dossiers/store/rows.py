"""The rows of dossiers and of the decisions on them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import asyncpg
import msgspec

from services.eligibility.criteria.facts import Answer
from services.eligibility.dossiers.rules.appeal import Appeal
from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.rules.past import PastRuling
from services.eligibility.dossiers.rules.search import searched_words
from services.eligibility.dossiers.rules.thread import Thread
from shared.contracts.eligibility import DecidedBy, Publication, Reason, Verdict
from shared.contracts.submission import ManifestationChanged
from shared.postgres.rows import SqlType


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A row of ``dossiers``."""

    manifestation_id: UUID
    version: int
    judged_version: int
    region_code: str | None
    verdict: Verdict
    reasons: tuple[Reason, ...]
    rules_version: str
    published: Publication | None
    first_published_at: datetime | None
    decided_by: DecidedBy
    decided_at: datetime
    opened_at: datetime
    awaits_register: bool
    correlation_id: str | None
    structure_id: UUID
    register_answer: Annotated[Answer, SqlType("jsonb")]
    manifestation: ManifestationChanged
    ruling: PastRuling | None
    verifies: bool
    verified_until: datetime | None
    search_text: str
    withheld: Publication | None
    thread: Thread
    appeal: Appeal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeciderRow:
    """What a row of ``decisions``, one line of the history, has beside its dossier."""

    manifestation_id: UUID
    account_id: str | None


def row_of(dossier: Dossier) -> DossierRow:
    """Return the row that keeps a dossier."""
    return DossierRow(
        manifestation_id=dossier.manifestation_id,
        version=dossier.version,
        judged_version=dossier.manifestation.version,
        region_code=dossier.region_code,
        verdict=dossier.verdict,
        reasons=dossier.reasons,
        rules_version=dossier.rules_version,
        published=dossier.published,
        first_published_at=dossier.first_published_at,
        decided_by=dossier.decided_by,
        decided_at=dossier.decided_at,
        opened_at=dossier.opened_at,
        awaits_register=dossier.awaits_register,
        correlation_id=dossier.correlation_id,
        structure_id=dossier.structure_id,
        register_answer=dossier.register_answer,
        manifestation=dossier.manifestation,
        ruling=dossier.ruling,
        verifies=dossier.verifies_organiser,
        verified_until=dossier.verified_until,
        search_text=searched_words(dossier.manifestation),
        withheld=dossier.withheld,
        thread=dossier.thread,
        appeal=dossier.appeal,
    )


def decider_of(decision: NewDecision) -> DeciderRow:
    """Return what the history keeps of a decision that its dossier does not."""
    return DeciderRow(manifestation_id=decision.dossier.manifestation_id, account_id=decision.account_id)


def dossier_of(row: asyncpg.Record) -> Dossier:
    """Return the dossier that a row keeps."""
    return msgspec.convert(dict(row), Dossier)
