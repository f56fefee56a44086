import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import asyncpg

from services.programme.printing.at_cut_off import CUT_AT_CUT_OFF, cut_at_cut_off, set_cut_offs
from shared.contracts.submission import EditionChanged
from shared.jobs.running import Handler
from shared.jobs.worker import Worker
from shared.postgres.database import Database
from tests.integration.programme.support import decided_in, enlist_all, rows
from tests.support.edition import EDITION
from tests.support.eventually import eventually

NOW = datetime.now(UTC)
BRETAGNE = next(region for region in EDITION.regions if region.region_code == "53")
REUNION = next(region for region in EDITION.regions if region.region_code == "04")


def edition(cut_off: datetime | None, *, told: datetime = NOW - timedelta(days=30), **fields: object) -> EditionChanged:
    """Return one in which Bretagne alone has a cut-off."""
    local = cut_off and cut_off.astimezone(ZoneInfo(BRETAGNE.time_zone)).replace(tzinfo=None)
    return replace(
        EDITION,
        changed_at=told,
        **{"state": "open", "regions": (replace(BRETAGNE, cut_off=local),), **fields},  # type: ignore[arg-type]
    )


async def heard(database: Database, *editions: EditionChanged) -> None:
    async with database.transaction() as tx:
        await set_cut_offs(tx, editions)


def worker(database: Database) -> Worker:
    run = partial(cut_at_cut_off, address_of=lambda snapshot_id: f"https://programme.example/{snapshot_id}")
    return Worker(database=database, handlers=[Handler(kind=CUT_AT_CUT_OFF, run=run)], service="programme")


async def cuts(database: Database) -> Sequence[tuple[str, str, int]]:
    found = await rows(database, "SELECT region_code, trigger, number FROM print_snapshots ORDER BY number")
    return [(row["region_code"], row["trigger"], row["number"]) for row in found]


async def test_a_region_is_cut_once_at_its_cut_off_by_however_many_workers(database: Database) -> None:
    await enlist_all(database, decided_in(1))
    await heard(database, edition(NOW - timedelta(hours=8)))

    ran = [await worker(database).run_one() for _ in range(3)]

    assert ran == [True, False, False]
    assert await cuts(database) == [("53", "cut_off", 1)]


async def test_nothing_is_cut_before_the_moment(database: Database) -> None:
    await heard(database, edition(NOW + timedelta(hours=8)))

    assert not await worker(database).run_one()


async def test_hearing_of_the_edition_again_cuts_no_second_time(database: Database) -> None:
    for_ever = edition(NOW - timedelta(hours=8))
    await heard(database, for_ever)
    await worker(database).run_one()

    await heard(database, for_ever, replace(for_ever, changed_at=NOW, version=for_ever.version + 1))

    assert not await worker(database).run_one()
    assert len(await cuts(database)) == 1


async def test_a_cut_off_that_is_moved_is_kept_at_its_new_moment_alone(database: Database) -> None:
    await heard(database, edition(NOW - timedelta(hours=8)))
    await heard(database, edition(NOW + timedelta(days=2)))

    assert not await worker(database).run_one()


async def test_a_cut_off_that_was_over_when_it_was_first_told_cuts_nothing(database: Database) -> None:
    await heard(database, edition(NOW - timedelta(days=60)))

    assert not await worker(database).run_one()


async def test_an_edition_that_is_not_open_any_more_is_not_cut(database: Database) -> None:
    await heard(database, edition(NOW - timedelta(hours=8)))
    await heard(database, edition(NOW - timedelta(hours=8), state="archived"))

    assert not await worker(database).run_one()


async def test_the_hour_of_a_cut_off_is_read_on_the_clock_of_the_region(database: Database) -> None:
    hour = NOW.astimezone(ZoneInfo("Europe/Paris")).replace(tzinfo=None) + timedelta(hours=1)
    both = (replace(BRETAGNE, cut_off=hour), replace(REUNION, cut_off=hour))
    await heard(database, edition(None, regions=both))

    assert await worker(database).run_one()
    assert not await worker(database).run_one()
    assert [region for region, _, _ in await cuts(database)] == ["04"]


async def test_a_sign_of_life_within_a_long_cut_does_not_undo_it(database: Database) -> None:
    await enlist_all(database, decided_in(1))
    await heard(database, edition(NOW - timedelta(hours=8)))

    async def waits() -> bool:
        return bool(
            await rows(database, "SELECT FROM pg_locks WHERE NOT granted AND relation = 'print_snapshots'::regclass")
        )

    async with database.transaction() as tx:
        await tx.execute("LOCK TABLE print_snapshots IN ACCESS EXCLUSIVE MODE")
        cutting = asyncio.create_task(worker(database).run_one())
        await eventually(waits, within=20)
        with suppress(asyncpg.LockNotAvailableError):
            async with database.transaction() as beating:
                await beating.execute("SET LOCAL lock_timeout = '100ms'")
                await beating.execute("UPDATE jobs SET heartbeat_at = now()")
    await cutting

    assert ["done"] == [row["state"] for row in await rows(database, "SELECT state FROM jobs")]
    assert await cuts(database) == [("53", "cut_off", 1)]
