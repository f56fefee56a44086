"""The SQL statements of a chamber's figures."""

from collections.abc import Sequence
from typing import Any

from services.eligibility.desk.rules.figures import BOUNDS, CLASSES, Figures, Named, Spread
from shared.postgres.database import Tx

# What is back with its organiser waits for nobody at the desk.
WAITING = """
    SELECT extract(epoch FROM now() - dossier.opened_at)::float8 AS seconds
    FROM desk_dossiers AS dossier
    LEFT JOIN desk_work AS work
        ON work.manifestation_id = dossier.manifestation_id
        AND work.aside = 'asked'
        AND work.aside_version >= dossier.judged_version
    WHERE dossier.edition = $1
        AND dossier.desk_region = ANY($2::text[])
        AND dossier.verdict = 'to_review'
        AND work.manifestation_id IS NULL
    """
# A person's word, and for how long it had been waited for: since the decision that sent it to the chamber.
DECIDED = """
    SELECT verdict, reasons, seconds
    FROM (
        SELECT
            past.verdict, past.reasons, past.account_id,
            extract(epoch FROM past.decided_at - lag(past.decided_at) OVER versions)::float8 AS seconds,
            lag(past.verdict) OVER versions AS before
        FROM desk_decisions AS past
        JOIN desk_dossiers AS dossier USING (manifestation_id)
        WHERE dossier.edition = $1 AND dossier.desk_region = ANY($2::text[])
        WINDOW versions AS (PARTITION BY manifestation_id ORDER BY past.version)
    ) AS timed
    WHERE account_id IS NOT NULL AND verdict IN ('eligible', 'refused')
    """
SPREAD = """
    SELECT
        array_agg(class) AS classes,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median_seconds,
        max(seconds) AS longest_seconds
    FROM (SELECT seconds, width_bucket(seconds, $3::float8[]) AS class FROM ({durations}) AS every) AS spread
    """
DELAYS = f"{DECIDED} AND before = 'to_review'"
SPREAD_WAITING = SPREAD.format(durations=WAITING)
SPREAD_DELAYS = SPREAD.format(durations=DELAYS)
VERDICTS = f"SELECT verdict AS name, count(*) AS count FROM ({DECIDED}) AS decided GROUP BY 1 ORDER BY 2 DESC, 1"
# A refusal that names none counts as such.
GROUNDS = f"""
    SELECT coalesce(ground, '') AS name, count(*) AS count
    FROM ({DECIDED}) AS decided
    CROSS JOIN LATERAL jsonb_array_elements(reasons) AS reason
    LEFT JOIN LATERAL unnest(string_to_array(coalesce(reason #>> '{{facts,motifs}}', ''), ', ')) AS ground ON true
    WHERE verdict = 'refused' AND reason ->> 'criterion' = 'chamber'
    GROUP BY 1
    ORDER BY 2 DESC, 1
    """
QUESTIONS = """
    SELECT question AS name, count(*) AS count
    FROM desk_dossiers
    CROSS JOIN LATERAL jsonb_array_elements_text(questions) AS question
    WHERE edition = $1 AND desk_region = ANY($2::text[]) AND verdict = 'to_review'
    GROUP BY 1
    ORDER BY 2 DESC, 1
    """


async def get_figures(tx: Tx, *, edition: int, regions: Sequence[str]) -> Figures:
    """Return the figures of these regions together."""
    return Figures(
        waiting=await _spread(tx, SPREAD_WAITING, edition, regions),
        delays=await _spread(tx, SPREAD_DELAYS, edition, regions),
        verdicts=await _named(tx, VERDICTS, edition, regions),
        grounds=await _named(tx, GROUNDS, edition, regions),
        questions=await _named(tx, QUESTIONS, edition, regions),
    )


async def _spread(tx: Tx, statement: str, edition: int, regions: Sequence[str]) -> Spread:
    [row] = await tx.fetch(statement, edition, regions, list(BOUNDS))
    classes: list[Any] = row["classes"] or []
    return Spread(
        classes=tuple(classes.count(each) for each in range(len(CLASSES))),
        median_seconds=row["median_seconds"],
        longest_seconds=row["longest_seconds"],
    )


async def _named(tx: Tx, statement: str, edition: int, regions: Sequence[str]) -> list[Named]:
    return [Named(name=row["name"], count=row["count"]) for row in await tx.fetch(statement, edition, regions)]
