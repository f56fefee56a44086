"""Use case: a timer runs for every dossier that waits for its chamber, and for no other."""

import asyncio

import structlog

from services.eligibility.desk.ring_clock import RING_CLOCK, RingClock
from services.eligibility.desk.rules.clock import wound
from services.eligibility.desk.send_digests import set_digests
from services.eligibility.desk.store.clocks import list_unwound, save_clocks, stop_clocks
from shared.clock import at_present
from shared.editions.store import list_editions
from shared.jobs.enqueue import drop_timer, set_timer
from shared.observability.failures import error_line
from shared.postgres.database import Database, Tx

AT_ONCE = 500
EVERY_SECONDS = 20.0

log = structlog.get_logger(__name__)


async def wind_now_and_then(database: Database, *, every: float = EVERY_SECONDS) -> None:
    """Wind every so many seconds until cancelled, and at once again while there is something to do."""
    while True:
        wound_up = 0
        try:
            async with database.transaction() as tx:
                wound_up = await wind_clocks(tx)
                await set_digests(tx, now=at_present())
        except Exception as error:  # noqa: BLE001  the loop outlives every outage; what is left is found again
            log.warning("desk_clocks_not_wound", error=error_line(error))
        if not wound_up:
            await asyncio.sleep(every)


async def wind_clocks(tx: Tx) -> int:
    """Wind and stop clocks as the tables say, some at a time; returns how many."""
    stopped = await stop_clocks(tx)
    for manifestation_id in stopped:
        await drop_timer(tx, RING_CLOCK, key=str(manifestation_id))
    unwound = await list_unwound(tx, limit=AT_ONCE)
    editions = {edition.year: edition for edition in await list_editions(tx)} if unwound else {}
    clocks = [
        wound(
            each.manifestation_id,
            editions[each.edition],
            each.region_code,
            since=each.since,
            reminded_at=each.reminded_at,
            escalated_at=each.escalated_at,
        )
        for each in unwound
    ]
    await save_clocks(tx, clocks)
    for clock in clocks:
        if (at := clock.next_at) is not None:
            which = RingClock(manifestation_id=clock.manifestation_id)
            await set_timer(tx, RING_CLOCK, which, key=str(clock.manifestation_id), at=at)
    return len(stopped) + len(clocks)
