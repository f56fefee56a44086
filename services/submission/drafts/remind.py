"""Use case: whoever has drafts is written to, once, before the paper programme of their region is edited."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from services.submission.drafts.letters import drafts_left
from services.submission.drafts.rules import REMINDED_BEFORE, reminders_of
from services.submission.drafts.store import list_drafts_of_region
from services.submission.notices.post import post
from shared.contracts.edition import EditionRegion
from shared.editions.rules import cut_off_of
from shared.editions.store import find_edition, list_editions
from shared.french.dates import local_moment
from shared.jobs.enqueue import drop_timer, set_timer
from shared.jobs.kind import Kind
from shared.jobs.running import Running
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindDrafts:
    """Whose drafts: those of one region and edition."""

    region_code: str
    edition: int


REMIND_DRAFTS: Final = Kind(name="remind_drafts", arguments=RemindDrafts)


async def set_reminders(tx: Tx, *, now: datetime) -> None:
    """Have a reminder go out before each cut-off that is still to come; one that is moved takes its reminder along."""
    for edition in await list_editions(tx):
        for region in edition.regions:
            key, at = f"{edition.year}-{region.region_code}", _cut_off(region)
            if at is None or at <= now or edition.state != "open":
                await drop_timer(tx, REMIND_DRAFTS, key=key)
            else:
                whose = RemindDrafts(region_code=region.region_code, edition=edition.year)
                await set_timer(tx, REMIND_DRAFTS, whose, key=key, at=at - REMINDED_BEFORE)


def remind_drafts(drafts_page: str) -> Callable[[Running, RemindDrafts], Awaitable[None]]:
    """Return what the job does: one mail for each person, whatever becomes of the cut-off afterwards."""

    async def run(job: Running, whose: RemindDrafts) -> None:
        async with job.database.transaction() as tx:
            await job.finish(tx)
            edition = await find_edition(tx, whose.edition)
            found = cut_off_of(edition, whose.region_code) if edition and edition.state == "open" else None
            if found:
                for account_id, titles in await _titles(tx, whose):
                    letter = drafts_left(titles, until=local_moment(*found), link=drafts_page)
                    cause = f"{reminders_of(whose.edition)}{whose.region_code}/{account_id}"
                    await post(tx, letter, to=account_id, kind="draft_reminder", cause=cause)

    return run


async def _titles(tx: Tx, whose: RemindDrafts) -> list[tuple[UUID, list[str]]]:
    """Return what each person has begun; a program's key has nobody behind it to write to."""
    titles: dict[str, list[str]] = {}
    for draft in await list_drafts_of_region(tx, whose.edition, whose.region_code):
        titles.setdefault(draft.account_id, []).append(draft.title)
    return [(UUID(account_id), each) for account_id, each in titles.items() if _is_account(account_id)]


def _is_account(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _cut_off(region: EditionRegion) -> datetime | None:
    return region.cut_off and region.cut_off.replace(tzinfo=ZoneInfo(region.time_zone))
