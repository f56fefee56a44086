"""What is kept of what was read, and when it is not."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from services.programme.listings.browse import browse
from services.programme.listings.listing import Entry, Filters, ListedDate, Position
from services.programme.listings.rendered import Rendered
from services.programme.listings.tallies import Tallies
from shared.postgres.database import Database
from tests.integration.programme.support import decided, enlist_all
from tests.support.builders import content, some_id
from tests.support.postgres import as_owner

NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)
EVERYTHING = Filters(edition=2026)


def at(number: int, *, version: int = 1, hours: float = 2, days: int = 0, **fields: Any) -> Any:
    starts_at = NOON + timedelta(days=days)
    shown = content(starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), **fields)
    return decided(some_id(number), version, content=shown)


async def entries(database: Database, filters: Filters, **more: Any) -> list[Entry]:
    async with database.transaction(readonly=True) as tx:
        return list((await browse(tx, filters, limit=100, **more)).entries)


async def titles(database: Database, rendered: Rendered, found: list[Entry]) -> list[str]:
    def render(date: ListedDate) -> bytes:
        return date.listing.content.title.encode()

    async with database.transaction(readonly=True) as tx:
        return [piece.decode() for _, piece in await rendered.pieces(tx, found, render, face="title")]


async def test_what_changes_is_rendered_anew_and_what_leaves_is_gone_at_once(database: Database) -> None:
    rendered = Rendered()
    await enlist_all(database, at(1, title="Un"), at(2, title="Deux", days=1))
    assert await titles(database, rendered, await entries(database, EVERYTHING)) == ["Un", "Deux"]

    await enlist_all(database, at(1, version=2, title="Un autre"), decided(some_id(2), 2, online=False))

    assert await titles(database, rendered, await entries(database, EVERYTHING)) == ["Un autre"]


async def test_a_date_that_leaves_between_finding_and_reading_is_left_out(database: Database) -> None:
    await enlist_all(database, at(1, title="Un"), at(2, title="Deux", days=1))
    found = await entries(database, EVERYTHING)

    await enlist_all(database, decided(some_id(1), 2, online=False))

    assert await titles(database, Rendered(), found) == ["Deux"]


async def test_a_version_that_comes_in_between_is_not_kept_as_the_one_before(database: Database) -> None:
    rendered = Rendered()
    await enlist_all(database, at(1, title="Un"))
    found = await entries(database, EVERYTHING)
    await enlist_all(database, at(1, version=2, title="Un autre"))

    await titles(database, rendered, found)
    await enlist_all(database, at(1, version=3, title="Encore un autre"))

    assert await titles(database, rendered, found) == ["Encore un autre"]


@pytest.mark.parametrize("kept", [60, 0])
async def test_those_who_ask_the_same_share_one_count_for_as_long_as_it_may_be_kept(
    database: Database, kept: float
) -> None:
    tallies = Tallies(database, seconds=kept)
    await enlist_all(database, at(1))
    first = await asyncio.gather(*(tallies.total(EVERYTHING) for _ in range(20)))
    await enlist_all(database, at(2))

    assert first == [1] * 20
    assert await tallies.total(EVERYTHING) == (1 if kept else 2)
    assert await tallies.total(replace(EVERYTHING, region="53")) == 2


async def test_a_count_that_failed_is_not_kept(database: Database, database_url: str) -> None:
    tallies = Tallies(database, seconds=60)
    await enlist_all(database, at(1))
    await as_owner(database_url, "ALTER TABLE listing_occurrences RENAME TO elsewhere")
    with pytest.raises(asyncpg.UndefinedTableError):
        await tallies.total(EVERYTHING)

    await as_owner(database_url, "ALTER TABLE elsewhere RENAME TO listing_occurrences")

    assert await tallies.total(EVERYTHING) == 1


async def test_what_is_to_come_holds_what_began_days_ago_and_goes_on(database: Database) -> None:
    await enlist_all(
        database, at(1, hours=24 * 9), at(2, days=1), at(3, days=3, hours=30), at(4, days=5), at(5, days=5, hours=15)
    )
    now = NOON + timedelta(days=4)

    found = await entries(database, replace(EVERYTHING, ending_after=now))

    assert [each.manifestation_id.int for each in found] == [1, 3, 4, 5]
    for number, entry in enumerate(found):
        position = Position(0, entry.starts_local, entry.manifestation_id, entry.occurrence_id)
        rest = await entries(database, replace(EVERYTHING, ending_after=now), after=position)
        assert rest == found[number + 1 :]


@pytest.mark.parametrize("hours", [0, 1, 9.9, 29.9])
async def test_an_evening_on_the_westernmost_clock_is_to_come_until_it_ends(database: Database, hours: float) -> None:
    """What lasts into the small hours counts for its evening, so it is looked for as what lasts one day."""
    begins = datetime(2026, 11, 14, 10, tzinfo=UTC)
    tahiti = {"time_zone": "Pacific/Tahiti", "starts_at": begins, "ends_at": begins + timedelta(hours=30)}
    await enlist_all(database, decided(some_id(1), 1, content=content(**tahiti)))

    assert len(await entries(database, replace(EVERYTHING, ending_after=begins + timedelta(hours=hours)))) == 1
    assert await entries(database, replace(EVERYTHING, ending_after=begins + timedelta(hours=30))) == []
