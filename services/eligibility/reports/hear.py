"""Use case: keep what visitors said, and forget what is old."""

from collections.abc import Sequence

from services.eligibility.reports.rules import FORGOTTEN, MOST_OPEN, Report
from services.eligibility.reports.store import forget_reports, insert_reports
from shared.contracts.programme import EntryReported
from shared.postgres.database import Tx


async def hear_reports(tx: Tx, said: Sequence[EntryReported]) -> None:
    """Keep these, each once however often it is told."""
    reports = [
        Report(
            report_id=each.report_id,
            manifestation_id=each.manifestation_id,
            reason=each.reason,
            details=each.details,
            contact=each.contact,
            reported_at=each.reported_at,
        )
        for each in said
    ]
    await insert_reports(tx, reports, most_open=MOST_OPEN)
    await forget_reports(tx, after=FORGOTTEN)
