"""The SQL statements of how long dossiers wait for their chambers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from services.eligibility.desk.rules.clock import Clock
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest

CLOCK = columns(Clock)
# While its organiser has it, nobody waits for the chamber.
WAITS = """
    dossier.verdict = 'to_review'
        AND NOT EXISTS (
            SELECT
            FROM desk_work AS work
            WHERE work.manifestation_id = dossier.manifestation_id
                AND work.aside = 'asked'
                AND work.aside_version >= dossier.judged_version
        )
    """
LIST_WITHOUT_CLOCK = f"""
    SELECT
        dossier.manifestation_id, dossier.edition, dossier.desk_region AS region_code,
        CASE
            WHEN clock.manifestation_id IS NULL THEN dossier.decided_at
            WHEN clock.desk_region = dossier.desk_region THEN coalesce(clock.waits_since, now())
            ELSE now()
        END AS since,
        CASE WHEN clock.desk_region = dossier.desk_region THEN clock.reminded_at END AS reminded_at,
        CASE WHEN clock.desk_region = dossier.desk_region THEN clock.escalated_at END AS escalated_at
    FROM desk_dossiers AS dossier
    JOIN editions ON editions.year = dossier.edition AND editions.state = 'open'
    LEFT JOIN desk_clocks AS clock USING (manifestation_id)
    WHERE (
            clock.waits_since IS NULL
            OR clock.edition_version < editions.version
            OR clock.desk_region <> dossier.desk_region
        )
        AND {WAITS}
    ORDER BY dossier.manifestation_id
    LIMIT $1
    """
SAVE = f"""
    INSERT INTO desk_clocks ({CLOCK})
    SELECT {CLOCK}
    FROM {unnest(Clock)}
    ON CONFLICT (manifestation_id) DO UPDATE SET {assignments(Clock, but=("manifestation_id",))}
    """
STOP = f"""
    UPDATE desk_clocks
    SET waits_since = NULL, remind_at = NULL, escalate_at = NULL, reminded_at = NULL, escalated_at = NULL
    WHERE waits_since IS NOT NULL
        AND NOT EXISTS (
            SELECT
            FROM desk_dossiers AS dossier
            JOIN editions ON editions.year = dossier.edition AND editions.state = 'open'
            WHERE dossier.manifestation_id = desk_clocks.manifestation_id AND {WAITS}
        )
    RETURNING manifestation_id
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutClock:
    """A dossier that waits and has no clock yet, or one by delays that were changed."""

    manifestation_id: UUID
    edition: int
    region_code: str
    since: datetime
    """A chamber that has it back from its organiser begins again, and so does one to whose region it was moved."""
    reminded_at: datetime | None
    escalated_at: datetime | None


async def list_without_clock(tx: Tx, *, limit: int) -> list[WithoutClock]:
    """List dossiers whose clock is not running yet."""
    return msgspec.convert([dict(row) for row in await tx.fetch(LIST_WITHOUT_CLOCK, limit)], list[WithoutClock])


async def save_clocks(tx: Tx, clocks: Sequence[Clock]) -> None:
    """Write these."""
    await tx.execute(SAVE, *arrays(Clock, clocks))


async def stop_clocks(tx: Tx) -> list[UUID]:
    """Stop the clocks of what does not wait any more; returns of which."""
    return [row["manifestation_id"] for row in await tx.fetch(STOP)]


async def lock_clock(tx: Tx, manifestation_id: UUID) -> Clock | None:
    """Return the clock of a dossier that waits, None where it does not any more."""
    statement = f"""
        SELECT {CLOCK}
        FROM desk_clocks
        WHERE manifestation_id = $1
            AND waits_since IS NOT NULL
            AND EXISTS (SELECT FROM desk_dossiers AS dossier WHERE dossier.manifestation_id = $1 AND {WAITS})
        FOR UPDATE
        """
    row = await tx.fetchrow(statement, manifestation_id)
    return msgspec.convert(dict(row), Clock) if row else None
