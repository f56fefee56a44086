"""Use case: say how many dates there are, of what was counted at most a second ago."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from cachetools import TTLCache

from services.programme.listings.listing import Filters, Tally
from services.programme.listings.store.places import count_by_commune
from services.programme.listings.store.tally import count_dates, tally_dates
from shared.postgres.database import Database, Tx

MOST_KEPT = 2000

Counting = Callable[[Tx, Filters], Awaitable[Any]]


class Tallies:
    """Counts of this process: counting reads every date that is found, so those who ask the same share one count."""

    def __init__(self, database: Database, *, seconds: float) -> None:
        """Keep a count for so many ``seconds``; with 0 each is counted anew."""
        self._database = database
        self._kept: TTLCache[Any, asyncio.Future[Any]] = TTLCache(MOST_KEPT, seconds)

    async def total(self, filters: Filters) -> int:
        """Return how many dates there are on all pages."""
        return int(await self._counted(filters, count_dates))

    async def tally(self, filters: Filters) -> Tally:
        """Return what stands beside the list; the same object as long as it is kept."""
        counted: Tally = await self._counted(filters, tally_dates)
        return counted

    async def by_commune(self, filters: Filters) -> tuple[tuple[str | None, int], ...]:
        """Return how many there are in each commune, by INSEE code."""
        counted: tuple[tuple[str | None, int], ...] = await self._counted(filters, count_by_commune)
        return counted

    async def _counted(self, filters: Filters, count: Counting) -> Any:
        # The present instant moves on with every request; a count is not older than it may be in any case.
        asked = (count, filters.ending_after is not None, replace(filters, ending_after=None))
        counting = self._kept.get(asked)
        if counting is None or (counting.done() and (counting.cancelled() or counting.exception())):
            counting = self._kept[asked] = asyncio.ensure_future(self._count(filters, count))
        # Whoever asked first may go away; the others still wait for it.
        return await asyncio.shield(counting)

    async def _count(self, filters: Filters, count: Counting) -> Any:
        async with self._database.autocommit(wakes=False) as connection:
            return await count(connection, filters)
