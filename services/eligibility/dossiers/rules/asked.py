"""Changes that a chamber asks for, and the dossier until they are made; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.eligibility.criteria.reasons import unknown
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.thread import Line, Thread, is_asked, with_line
from shared.contracts.eligibility import DecidedBy, Reason
from shared.contracts.submission import ManifestationChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What the organiser is asked to change."""

    message: str
    points: Sequence[str]


def asked_for(dossier: Dossier, demand: Demand, *, by: DecidedBy, now: datetime, correlation_id: str | None) -> Dossier:
    """Return the dossier once changes are asked for: what was decided of it stays, what is online too."""
    version = dossier.manifestation.version
    line = Line(
        kind="changes_requested",
        by=by,
        text=demand.message,
        points=tuple(demand.points),
        judged_version=version,
        at=now,
    )
    thread, reasons = with_line(dossier.thread, line), dossier.reasons
    if dossier.verdict == "to_review" and dossier.appeal is None and dossier.withheld is None:
        kept = (reason for reason in reasons if reason.criterion != "chamber")
        reasons = (*kept, _waits())
    return replace(
        dossier,
        version=dossier.version + 1,
        reasons=reasons,
        thread=thread,
        correlation_id=correlation_id,
    )


def open_question(thread: Thread, manifestation: ManifestationChanged) -> Reason | None:
    """Return what is open since changes were asked for; None where nobody asks any."""
    if not is_asked(thread):
        return None
    last = next(line for line in reversed(thread) if line.by != "organiser")
    return _made() if manifestation.version > last.judged_version else _waits()


def _waits() -> Reason:
    message = "La chambre a demandé des modifications avant de décider."
    return unknown("chamber", "changes_requested", message, {})


def _made() -> Reason:
    message = "L’organisateur a répondu à la demande de la chambre, qui relira la manifestation."
    return unknown("chamber", "changes_made", message, {})
