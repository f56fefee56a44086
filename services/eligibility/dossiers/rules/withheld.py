"""What a chamber takes offline at once, and puts back as it was; pure."""

from dataclasses import replace
from datetime import datetime

from services.eligibility.criteria.reasons import unknown
from services.eligibility.criteria.rules import verdict
from services.eligibility.dossiers.rules.dossier import WITHHELD, Dossier
from services.eligibility.dossiers.rules.publication import published_after
from shared.contracts.eligibility import DecidedBy, Reason


def withheld_reason() -> Reason:
    """Say that readers do not see it until a chamber has looked."""
    message = "La chambre a retiré provisoirement cette manifestation du programme, le temps de la relire."
    return unknown(WITHHELD, "taken_offline", message, {})


def withhold(dossier: Dossier, *, decided_by: DecidedBy, now: datetime, correlation_id: str | None) -> Dossier:
    """Return it offline, what readers saw kept beside."""
    return replace(
        dossier,
        version=dossier.version + 1,
        verdict="to_review",
        reasons=(*dossier.reasons, withheld_reason()),
        published=None,
        withheld=dossier.published,
        decided_by=decided_by,
        decided_at=now,
        correlation_id=correlation_id,
    )


def release(dossier: Dossier, *, decided_by: DecidedBy, now: datetime, correlation_id: str | None) -> Dossier:
    """Return it as it would be had nobody taken it offline: whatever its organiser changed meanwhile was judged."""
    reasons = tuple(reason for reason in dossier.reasons if reason.criterion != WITHHELD)
    conclusion = verdict(reasons)
    published = published_after(
        conclusion,
        manifestation=dossier.manifestation,
        region_code=dossier.region_code,
        structure_id=dossier.structure_id,
        previous=replace(dossier, published=dossier.withheld),
        now=now,
    )
    return replace(
        dossier,
        version=dossier.version + 1,
        verdict=conclusion,
        reasons=reasons,
        published=published,
        withheld=None,
        decided_by=decided_by,
        decided_at=now,
        correlation_id=correlation_id,
    )
