"""Use case: a timer runs for every dossier that waits for its chamber, and for no other."""

from services.eligibility.desk.fire_timer import REVIEW_TIMER, ReviewTimer
from services.eligibility.desk.rules.clock import clock_of
from services.eligibility.desk.send_digests import set_digests
from services.eligibility.desk.store.clocks import list_without_clock, save_clocks, stop_clocks
from shared.clock import at_present
from shared.editions.store import list_editions
from shared.jobs.enqueue import drop_timer, set_timer
from shared.periodic import repeat
from shared.postgres.database import Database, Tx

BATCH_SIZE = 500
EVERY_SECONDS = 20.0


async def set_timers_now_and_then(database: Database, *, every: float = EVERY_SECONDS) -> None:
    """Set them every so many seconds until cancelled, and at once again while there is something to do."""

    async def step() -> bool:
        async with database.transaction() as tx:
            changed = await set_timers(tx)
            await set_digests(tx, now=at_present())
        return changed > 0

    await repeat(step, every=every, failed="desk_timers_not_set")


async def set_timers(tx: Tx) -> int:
    """Set and drop timers as the tables say, some at a time; returns how many."""
    stopped = await stop_clocks(tx)
    for manifestation_id in stopped:
        await drop_timer(tx, REVIEW_TIMER, key=str(manifestation_id))
    without_clock = await list_without_clock(tx, limit=BATCH_SIZE)
    editions = {edition.year: edition for edition in await list_editions(tx)} if without_clock else {}
    clocks = [
        clock_of(
            each.manifestation_id,
            editions[each.edition],
            each.region_code,
            since=each.since,
            reminded_at=each.reminded_at,
            escalated_at=each.escalated_at,
        )
        for each in without_clock
    ]
    await save_clocks(tx, clocks)
    for clock in clocks:
        if (at := clock.next_at) is not None:
            which = ReviewTimer(manifestation_id=clock.manifestation_id)
            await set_timer(tx, REVIEW_TIMER, which, key=str(clock.manifestation_id), at=at)
    return len(stopped) + len(clocks)
