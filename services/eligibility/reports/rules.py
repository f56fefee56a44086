"""What visitors say of entries; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

FORGOTTEN = timedelta(days=400)
"""After which a report is of no use to anybody: the edition it is about is over."""
MOST_OPEN = 50
"""Of one manifestation; what comes beyond says nothing new."""
MOST_SHOWN = 10
"""On the page of a dossier; the others are counted."""
REASONS: Mapping[str, str] = {
    "not_taking_place": "N’a pas lieu",
    "wrong_facts": "Lieu, dates ou contact faux",
    "not_open": "Pas accueillie comme annoncé",
    "unfit": "Contenu déplacé",
    "other": "Autre chose",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as a desk reads it."""

    report_id: UUID
    manifestation_id: UUID
    reason: str
    details: str | None
    contact: str | None
    """Mail address of the visitor; gone once it is closed."""
    reported_at: datetime
