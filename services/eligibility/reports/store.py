"""Every SQL statement of reports."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from services.eligibility.reports.rules import Report
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest

REPORT = columns(Report)
INSERT = f"""
    INSERT INTO reports ({REPORT})
    SELECT {REPORT}
    FROM {unnest(Report)}
    WHERE (
        SELECT count(*)
        FROM reports AS before
        WHERE before.manifestation_id = incoming.manifestation_id AND before.closed_at IS NULL
    ) < ${len(Report.__dataclass_fields__) + 1}
    ON CONFLICT (report_id) DO NOTHING
    """


async def insert_reports(tx: Tx, reports: Sequence[Report], *, most_open: int) -> None:
    """Keep these, each once, and none of a manifestation of which so many are open."""
    await tx.execute(INSERT, *arrays(Report, reports), most_open)


async def forget_reports(tx: Tx, *, after: timedelta) -> None:
    """Delete what was said so long ago."""
    await tx.execute("DELETE FROM reports WHERE reported_at < now() - $1::interval", after)


async def list_open(tx: Tx, manifestation_id: UUID) -> list[Report]:
    """List what is open, the latest first."""
    rows = await tx.fetch(
        f"""
        SELECT {REPORT}
        FROM reports
        WHERE manifestation_id = $1 AND closed_at IS NULL
        ORDER BY reported_at DESC, report_id
        """,
        manifestation_id,
    )
    return msgspec.convert([dict(row) for row in rows], list[Report])


async def close_open(tx: Tx, manifestation_id: UUID, *, account_id: str) -> int:
    """Close what is open, and forget the addresses; returns how many."""
    status = await tx.execute(
        """
        UPDATE reports
        SET closed_at = now(), closed_by = $2, contact = NULL
        WHERE manifestation_id = $1 AND closed_at IS NULL
        """,
        manifestation_id,
        account_id,
    )
    return int(status.split()[-1])
