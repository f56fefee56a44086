"""Use case: a visitor reports an entry; eligibility, whose chambers look at it, hears of it by the topic."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from shared.contracts.programme import REPORTS, EntryReported, ReportReason
from shared.outbox.append import outbox_row
from shared.outbox.tell import tell
from shared.postgres.database import Tx


class Said(NamedTuple):
    """What a visitor says."""

    reason: ReportReason
    details: str | None
    contact: str | None


async def report(tx: Tx, manifestation_id: UUID, said: Said, *, now: datetime) -> None:
    """Tell it; nothing of it is kept here."""
    event = EntryReported(
        report_id=uuid4(),
        manifestation_id=manifestation_id,
        reason=said.reason,
        details=said.details,
        contact=said.contact,
        reported_at=now,
    )
    await tell(tx, [outbox_row(REPORTS, event)])
