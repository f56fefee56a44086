"""The SQL statements of what waits for which chamber."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from services.eligibility.desk.rules.late import Waiting
from shared.postgres.database import Tx

WAITING = """
    WITH waiting AS (
        SELECT dossier.desk_region, dossier.questions, clock.waits_since, clock.reminded_at, clock.escalated_at,
            coalesce(work.aside = 'held' AND work.aside_version >= dossier.judged_version, false) AS held
        FROM desk_clocks AS clock
        JOIN desk_dossiers AS dossier USING (manifestation_id)
        LEFT JOIN desk_work AS work USING (manifestation_id)
        WHERE clock.waits_since IS NOT NULL
            AND dossier.verdict = 'to_review'
            AND dossier.edition = $1
            AND dossier.desk_region = ANY($2::text[])
    ), questions AS (
        SELECT DISTINCT ON (desk_region) desk_region, question, count(*) AS asked_in
        FROM waiting
        CROSS JOIN LATERAL jsonb_array_elements_text(questions) AS question
        GROUP BY desk_region, question
        ORDER BY desk_region, count(*) DESC, question
    )
    SELECT
        desk_region AS region_code, count(*) AS waiting, count(*) FILTER (WHERE held) AS held,
        count(reminded_at) AS reminded, count(escalated_at) AS escalated, min(waits_since) AS oldest_since,
        min(questions.question) AS question, coalesce(min(questions.asked_in), 0) AS asked_in
    FROM waiting
    LEFT JOIN questions USING (desk_region)
    GROUP BY desk_region
    """


async def list_waiting(tx: Tx, *, edition: int, regions: Sequence[str]) -> dict[str, Waiting]:
    """Return what waits, by region; nothing for one where nothing does."""
    rows = await tx.fetch(WAITING, edition, regions)
    return {row["region_code"]: msgspec.convert(dict(row), Waiting) for row in rows}


async def list_last_decided(tx: Tx, *, edition: int, regions: Sequence[str]) -> dict[str, datetime]:
    """Return when a person last decided, by region."""
    rows = await tx.fetch(
        """
        SELECT dossier.desk_region, max(past.decided_at) AS decided_at
        FROM desk_decisions AS past
        JOIN desk_dossiers AS dossier USING (manifestation_id)
        WHERE past.account_id IS NOT NULL AND dossier.edition = $1 AND dossier.desk_region = ANY($2::text[])
        GROUP BY 1
        """,
        edition,
        regions,
    )
    return {row["desk_region"]: row["decided_at"] for row in rows}
