"""The text of the statements that list and count a queue."""

from services.eligibility.desk.rules.queue import Source, Stage

READ_MINUTES = 10
"""For so long nobody else need look at a dossier that somebody opened and left open."""

ASSIGNED = "CASE WHEN work.assigned_to IS NULL THEN 'nobody' WHEN work.assigned_to = $4 THEN 'me' ELSE 'others' END"
# The first parameters of every statement here: edition, regions, stage, who asks, words, structure.
CHOSEN = """
        AND (dossier.barred IS NULL OR NOT dossier.barred ? $4)
        AND ($5::text IS NULL OR dossier.search_words @@ $5::text::tsquery)
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
COUNT_OVERDUE = f"""
    SELECT count(*)
    FROM {{source}} AS dossier
    JOIN desk_clocks AS clock USING (manifestation_id)
    LEFT JOIN desk_work AS work USING (manifestation_id)
    WHERE dossier.desk_region = ANY($2::text[]) AND clock.reminded_at IS NOT NULL AND {OPEN_COUNTED}
    """
# Region by region, each from its index and no further than a page; where the page begins is said for each of them. No
# row is read before it is chosen.
LIST = f"""
    SELECT
        nullif(region.cut_off, '9999-01-01T00:00:00Z') AS cut_off, found.manifestation_id, found.version,
        found.judged_version, found.novelty, found.desk_region, found.verdict, found.questions, found.opened_at,
        found.decided_at, found.decided_by, found.is_published, found.manifestation, chosen.assigned_to,
        reader.account_id AS reader, clock.reminded_at, clock.escalated_at
    FROM unnest($2::text[], $9::timestamptz[], $10::timestamptz[], $11::uuid[])
        AS region (code, cut_off, after_at, after_id)
    CROSS JOIN LATERAL (
        SELECT dossier.manifestation_id, work.assigned_to
        FROM {{source}} AS dossier
        LEFT JOIN desk_work AS work USING (manifestation_id)
        WHERE dossier.desk_region = region.code
            AND {{which}}
            AND {{after}}
            AND ($7::text[] IS NULL OR dossier.facets LIKE ALL ($7))
            AND ($8::text IS NULL OR {ASSIGNED} = $8)
        ORDER BY {{order}}
        LIMIT $12
    ) AS chosen
    JOIN desk_dossiers AS found USING (manifestation_id)
    LEFT JOIN desk_readers AS reader
        ON reader.manifestation_id = found.manifestation_id
        AND reader.account_id <> $4
        AND reader.read_at > now() - make_interval(mins => {READ_MINUTES})
    LEFT JOIN desk_clocks AS clock ON clock.manifestation_id = found.manifestation_id
    ORDER BY {{over_all}}
    LIMIT $12
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
OVERDUE = {source: COUNT_OVERDUE.format(source=view) for source, view in SOURCES.items()}
LISTS = {
    (source, stage): LIST.format(source=view, which=which, **(LATEST_FIRST if stage == "settled" else OLDEST_FIRST))
    for source, view in SOURCES.items()
    for stage, which in WHICH.items()
    if source == "all" or stage in WAITING
}
