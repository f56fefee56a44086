"""The SQL statements of a queue: what is in it, in order, and how much of each kind."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import asyncpg
import msgspec

from services.eligibility.desk.rules.position import Position, settled_begin, waiting_begin
from services.eligibility.desk.rules.queue import Alike, Entry, Source, Stage, Wanted
from services.eligibility.dossiers.rules.search import patterns
from shared.postgres.database import Tx

READ_MINUTES = 10
"""For so long nobody else need look at a dossier that somebody opened and left open."""

ASSIGNED = "CASE WHEN work.assigned_to IS NULL THEN 'nobody' WHEN work.assigned_to = $4 THEN 'me' ELSE 'others' END"
# The first parameters of every statement here: edition, regions, stage, who asks, patterns, structure.
CHOSEN = """
        AND (dossier.barred IS NULL OR NOT dossier.barred ? $4)
        AND ($5::text[] IS NULL OR dossier.search_text LIKE ALL ($5))
        AND ($6::uuid IS NULL OR dossier.structure_id = $6)
    """
# Said by what is not there: the planner knows how few that is, and walks the index in its order.
OPEN = f"""
    dossier.edition = $1
        AND dossier.verdict = 'to_review'
        AND $3::text = 'open'
        AND NOT EXISTS (
            SELECT
            FROM desk_work AS put
            WHERE put.manifestation_id = dossier.manifestation_id
                AND (put.aside = 'deciding' OR put.aside_version >= dossier.judged_version)
        )
        {CHOSEN}
    """
ASIDE = f"""
    dossier.edition = $1
        AND dossier.verdict = 'to_review'
        AND work.aside = $3
        AND work.aside_version >= dossier.judged_version
        {CHOSEN}
    """
SAMPLED = f"""
    dossier.edition = $1
        AND dossier.is_sampled
        AND $3::text = 'sampled'
        AND NOT EXISTS (
            SELECT
            FROM desk_work AS put
            WHERE put.manifestation_id = dossier.manifestation_id AND put.aside = 'deciding'
        )
        {CHOSEN}
    """
REPORTED = f"""
    dossier.edition = $1
        AND $3::text = 'reported'
        AND dossier.manifestation_id IN (SELECT manifestation_id FROM reported_manifestations)
        {CHOSEN}
    """
SETTLED = f"""
    dossier.edition = $1
        AND dossier.verdict IN ('eligible', 'refused')
        AND $3::text = 'settled'
        {CHOSEN}
    """
COUNT = f"""
    SELECT facets, {ASSIGNED} AS assigned, count(*) AS count
    FROM {{source}} AS dossier
    LEFT JOIN desk_work AS work USING (manifestation_id)
    WHERE dossier.desk_region = ANY($2::text[]) AND {{which}}
    GROUP BY 1, 2
    """
# All of them are looked at anyway: one join is less than two.
OPEN_COUNTED = f"""
    dossier.edition = $1
        AND dossier.verdict = 'to_review'
        AND $3::text = 'open'
        AND (work.aside IS NULL OR (work.aside <> 'deciding' AND work.aside_version < dossier.judged_version))
        {CHOSEN}
    """
# Region by region, each from its index and no further than a page; where the page begins is said for each of them.
LIST = f"""
    SELECT
        nullif(region.cut_off, '9999-01-01T00:00:00Z') AS cut_off, found.manifestation_id, found.version,
        found.judged_version, found.novelty, found.desk_region, found.verdict, found.questions, found.opened_at,
        found.decided_at, found.decided_by, found.is_published, found.manifestation, found.assigned_to,
        reader.account_id AS reader, clock.reminded_at, clock.escalated_at
    FROM unnest($2::text[], $12::timestamptz[], $13::timestamptz[], $14::uuid[])
        AS region (code, cut_off, after_at, after_id)
    CROSS JOIN LATERAL (
        SELECT dossier.*, work.assigned_to
        FROM {{source}} AS dossier
        LEFT JOIN desk_work AS work USING (manifestation_id)
        WHERE dossier.desk_region = region.code
            AND {{which}}
            AND {{after}}
            AND ($7::text IS NULL OR questions ? $7)
            AND ($8::text IS NULL OR themes ? $8)
            AND ($9::text IS NULL OR format = $9)
            AND ($10::text IS NULL OR novelty = $10)
            AND ($11::text IS NULL OR {ASSIGNED} = $11)
        ORDER BY {{order}}
        LIMIT $15
    ) AS found
    LEFT JOIN desk_readers AS reader
        ON reader.manifestation_id = found.manifestation_id
        AND reader.account_id <> $4
        AND reader.read_at > now() - make_interval(mins => {READ_MINUTES})
    LEFT JOIN desk_clocks AS clock ON clock.manifestation_id = found.manifestation_id
    ORDER BY {{over_all}}
    LIMIT $15
    """
OLDEST_FIRST = {
    "after": "(opened_at, manifestation_id) > (region.after_at, region.after_id)",
    "order": "opened_at, manifestation_id",
    "over_all": "region.cut_off, found.opened_at, found.manifestation_id",
}
LATEST_FIRST = {
    "after": "(decided_at, manifestation_id) < (region.after_at, region.after_id)",
    "order": "decided_at DESC, manifestation_id DESC",
    "over_all": "found.decided_at DESC, found.manifestation_id DESC",
}
WHICH: dict[Stage, str] = {
    "open": OPEN,
    "held": ASIDE,
    "asked": ASIDE,
    "sampled": SAMPLED,
    "reported": REPORTED,
    "settled": SETTLED,
}
WAITING: tuple[Stage, ...] = ("open", "held", "asked")
"""In which a chamber may leave something."""
SOURCES: dict[Source, str] = {"all": "desk_dossiers", "escalated": "desk_escalated_dossiers"}
COUNTS = {
    (source, stage): COUNT.format(source=view, which=which)
    for source, view in SOURCES.items()
    for stage, which in {**WHICH, "open": OPEN_COUNTED}.items()
    if source == "all" or stage in WAITING
}
LISTS = {
    (source, stage): LIST.format(source=view, which=which, **(LATEST_FIRST if stage == "settled" else OLDEST_FIRST))
    for source, view in SOURCES.items()
    for stage, which in WHICH.items()
    if source == "all" or stage in WAITING
}


async def list_entries(
    tx: Tx,
    *,
    edition: int,
    cut_offs: Mapping[str, datetime],
    wanted: Wanted,
    account_id: str,
    after: Position | None,
    limit: int,
    source: Source = "all",
) -> list[Entry]:
    """List what is wanted of these regions by cut-off, then age; of what is decided the latest first."""
    settled = wanted.stage == "settled"
    begins = settled_begin(cut_offs, after) if settled else waiting_begin(cut_offs, after)
    rows = await tx.fetch(
        LISTS[source, wanted.stage],
        *_first(edition, list(begins), wanted, account_id),
        wanted.question,
        wanted.theme,
        wanted.format,
        wanted.novelty,
        wanted.assigned,
        [cut_offs[code] for code in begins],
        [at for at, _ in begins.values()],
        [manifestation_id for _, manifestation_id in begins.values()],
        limit,
    )
    return msgspec.convert([dict(row) for row in rows], list[Entry])


async def count_alike(
    tx: Tx, *, edition: int, regions: Sequence[str], wanted: Wanted, account_id: str, source: Source = "all"
) -> list[Alike]:
    """Count what is in a queue by all that it can be filtered by at once: some hundred kinds, however many dossiers."""
    rows = await tx.fetch(COUNTS[source, wanted.stage], *_first(edition, regions, wanted, account_id))
    return [_alike(row) for row in rows]


def _alike(row: asyncpg.Record) -> Alike:
    questions, themes, format_, novelty = row["facets"].split("\n")
    return Alike(
        questions=msgspec.json.decode(questions, type=tuple[str, ...]),
        themes=msgspec.json.decode(themes, type=tuple[str, ...]),
        format=format_,
        novelty=novelty,
        assigned=row["assigned"],
        count=row["count"],
    )


def _first(edition: int, regions: Sequence[str], wanted: Wanted, account_id: str) -> list[object]:
    return [edition, regions, wanted.stage, account_id, patterns(wanted.words) or None, wanted.structure_id]
