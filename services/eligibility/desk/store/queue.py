"""The SQL statements of a queue: what is in it, in order, and how much of each kind."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from services.eligibility.desk.rules.position import Position, settled_begin, waiting_begin
from services.eligibility.desk.rules.queue import Alike, Entry, Source, Wanted, facet_patterns, kind_of
from services.eligibility.desk.store.queue_sql import COUNTS, LISTS, OVERDUE
from services.eligibility.dossiers.rules.search import search_query
from shared.postgres.database import Tx


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
    await _plan_by_values(tx)
    settled = wanted.stage == "settled"
    begins = settled_begin(cut_offs, after) if settled else waiting_begin(cut_offs, after)
    rows = await tx.fetch(
        LISTS[source, wanted.stage],
        *_first(edition, list(begins), wanted, account_id),
        facet_patterns(wanted) or None,
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
    await _plan_by_values(tx)
    rows = await tx.fetch(COUNTS[source, wanted.stage], *_first(edition, regions, wanted, account_id))
    return [Alike(kind=kind_of(row["facets"]), assigned=row["assigned"], count=row["count"]) for row in rows]


async def count_overdue(
    tx: Tx, *, edition: int, regions: Sequence[str], account_id: str, source: Source = "all"
) -> int:
    """Count what waits to be decided for longer than the edition lets it."""
    count: int = await tx.fetchval(OVERDUE[source], *_first(edition, regions, Wanted(), account_id))
    return count


async def _plan_by_values(tx: Tx) -> None:
    # What a word finds, and what a region has, is between nothing and everything: one plan for all would suit neither.
    # The index of a queue is in memory, and its pages cost what those of a table do that is read from end to end.
    await tx.execute(
        """
        SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true)
        """
    )


def _first(edition: int, regions: Sequence[str], wanted: Wanted, account_id: str) -> list[object]:
    return [edition, regions, wanted.stage, account_id, search_query(wanted.words) or None, wanted.structure_id]
