"""Use case: each morning whoever has something to decide is written to, and whoever stands in for somebody away."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.eligibility.absences.look_up import look_up_desks
from services.eligibility.absences.rules import Colleague
from services.eligibility.desk.read_queue import Queue, count_queue, overdue_in, queue_of, read_queue
from services.eligibility.desk.rules.digest import MOST_NAMED, ToDo, digest, next_morning
from services.eligibility.desk.rules.queue import Wanted, total
from shared.contracts.notices import NOTICES, Notice
from shared.contracts.submission import EditionChanged
from shared.editions.store import find_present
from shared.geography.regions import BY_CODE
from shared.identity.caller import Caller, Role
from shared.jobs.enqueue import set_timer
from shared.jobs.kind import Kind
from shared.jobs.running import Running
from shared.outbox.append import outbox_row
from shared.outbox.tell import tell
from shared.postgres.database import Tx

OPEN = Wanted()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDigests:
    """Of which day."""

    day: date


SEND_DIGESTS: Final = Kind(name="send_desk_digests", arguments=SendDigests)


async def set_digests(tx: Tx, *, now: datetime) -> None:
    """Have the next ones leave in the morning; each day has a timer of its own, which nothing moves."""
    at = next_morning(now)
    await set_timer(tx, SEND_DIGESTS, SendDigests(day=at.date()), key=at.date().isoformat(), at=at)


def send_digests(link: str) -> Callable[[Running, SendDigests], Awaitable[None]]:
    """Return the work of the job."""

    async def run(job: Running, which: SendDigests) -> None:
        async with job.database.transaction() as tx:
            await job.finish(tx)
            edition = await find_present(tx)
            if edition is None or edition.state != "open":
                return
            at = await tx.fetchval("SELECT now()")
            desks = await look_up_desks(tx)
            away = {each.account_id for each in desks.away}
            written = [await _digest(tx, edition, who, which.day, away, link=link, at=at) for who in desks.colleagues]
            await tell(tx, [outbox_row(NOTICES["eligibility"], each) for each in written if each])

    return run


async def _digest(
    tx: Tx, edition: EditionChanged, who: Colleague, day: date, away: set[str], *, link: str, at: datetime
) -> Notice | None:
    queue = await _queue(tx, edition, who, is_away=who.account_id in away)
    todo = ToDo(
        waiting=total(await count_queue(tx, queue, OPEN), OPEN),
        overdue=await overdue_in(tx, queue),
        oldest=await read_queue(tx, queue, OPEN, limit=MOST_NAMED),
        stood_in=[BY_CODE[code].name for code in queue.stood_in if code in BY_CODE],
    )
    return digest(UUID(who.account_id), day, todo, link=link, at=at)


async def _queue(tx: Tx, edition: EditionChanged, who: Colleague, *, is_away: bool) -> Queue:
    """Return what somebody would see at the desk; whoever is away leaves their own to somebody else."""
    role: Role = "moderator" if who.region_code else "national"
    caller = Caller(account_id=who.account_id, role=role, region_code=who.region_code, name="")
    queue = await queue_of(tx, caller, edition, "")
    return queue.without(who.region_code) if is_away else queue
