"""Use case: a chamber is reminded of a dossier that waits, and the national team sees it when that was in vain."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from services.eligibility.desk.rules.clock import Clock
from services.eligibility.desk.store.clocks import lock_clock, save_clocks
from shared.jobs.enqueue import set_timer
from shared.jobs.kind import Kind
from shared.jobs.running import Running
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTimer:
    """Whose clock."""

    manifestation_id: UUID


REVIEW_TIMER: Final = Kind(name="review_timer", arguments=ReviewTimer)


async def fire_timer(job: Running, which: ReviewTimer) -> None:
    """Note what is due, and set the timer to what is due next."""
    async with job.database.transaction() as tx:
        await job.finish(tx)
        clock = await lock_clock(tx, which.manifestation_id)
        if clock is None:
            return
        fired = _fired(clock, at=await tx.fetchval("SELECT now()"))
        await save_clocks(tx, [fired])
        await _again(tx, fired)


def _fired(clock: Clock, *, at: datetime) -> Clock:
    """Return it with what is due done; whoever is escalated late has been reminded by that too."""
    reminds = clock.remind_at is not None and clock.remind_at <= at and clock.reminded_at is None
    escalates = clock.escalate_at is not None and clock.escalate_at <= at and clock.escalated_at is None
    return replace(
        clock,
        reminded_at=at if reminds else clock.reminded_at,
        escalated_at=at if escalates else clock.escalated_at,
    )


async def _again(tx: Tx, clock: Clock) -> None:
    if (at := clock.next_at) is not None:
        await set_timer(
            tx,
            REVIEW_TIMER,
            ReviewTimer(manifestation_id=clock.manifestation_id),
            key=str(clock.manifestation_id),
            at=at,
        )
