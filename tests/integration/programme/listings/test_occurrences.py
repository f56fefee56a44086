"""The dates of a listing, which the database keeps equal to it whoever writes."""

import asyncio
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from itertools import count, takewhile
from typing import Any

import asyncpg
import pytest

from services.programme.listings.rules.dates import OccurrenceRow
from services.programme.listings.store.listings import ListingRow
from shared.postgres.database import Database
from shared.postgres.rows import sql_types
from tests.integration.programme.support import decided, enlist_all, occurrences, rows
from tests.support.builders import RENNES, STARTS_AT, content, occurrence, some_id
from tests.support.eventually import eventually
from tests.support.postgres import as_owner

ONE, TWO = some_id(1), some_id(2)
BREST = replace(RENNES, commune_name="Brest", commune_code="29019", department_code="29")
WORKSHOP = content(
    occurrences=tuple(
        occurrence(
            starts_at=STARTS_AT + timedelta(days=days), ends_at=STARTS_AT + timedelta(days=days, hours=2), **more
        )
        for days, more in ((0, {}), (7, {"state": "cancelled"}), (14, {"place": BREST}))
    )
)


async def execute(database: Database, statement: str, *arguments: Any) -> None:
    async with database.transaction() as tx:
        await tx.execute(statement, *arguments)


async def days(database: Database) -> list[tuple[date, str]]:
    return [(row["first_day"], row["state"]) for row in await occurrences(database)]


async def test_every_date_is_a_row(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1, content=WORKSHOP))

    found = await occurrences(database)
    assert [row["occurrence_id"] for row in found] == [each.occurrence_id for each in WORKSHOP.occurrences]
    assert await days(database) == [
        (date(2026, 11, 14), "scheduled"),
        (date(2026, 11, 21), "cancelled"),
        (date(2026, 11, 28), "scheduled"),
    ]
    assert [row["department_code"] for row in found] == ["35", "35", "29"]
    assert found[0]["starts_local"] == datetime(2026, 11, 14, 10)  # noqa: DTZ001


async def test_a_date_that_is_taken_off_moved_or_added_is_so_in_the_list(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1, content=WORKSHOP), decided(TWO, 1))
    first, _, third = WORKSHOP.occurrences
    moved = replace(third, starts_at=third.starts_at + timedelta(days=1), ends_at=third.ends_at + timedelta(days=1))

    await enlist_all(database, decided(ONE, 2, content=content(occurrences=(first, moved))))

    assert await days(database) == [
        (date(2026, 11, 14), "scheduled"),
        (date(2026, 11, 29), "scheduled"),
        (date(2026, 11, 14), "scheduled"),
    ]


async def test_what_is_not_online_has_no_dates(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1, content=WORKSHOP), decided(TWO, 1, online=False))
    await enlist_all(database, decided(ONE, 2, online=False))

    assert await occurrences(database) == []


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("UPDATE listings SET dates = jsonb_build_array(dates -> 0)", 1),
        ("UPDATE listings SET paper = false, content = NULL, dates = '[]'", 0),
        ("UPDATE listings SET search_text = ' autre'", 3),
        ("DELETE FROM listings", 0),
    ],
)
async def test_a_repair_by_hand_changes_a_listing_and_its_dates_together(
    database: Database, statement: str, left: int
) -> None:
    await enlist_all(database, decided(ONE, 1, content=WORKSHOP))

    await execute(database, statement)

    assert len(await occurrences(database)) == left


async def test_a_copy_of_listings_from_elsewhere_brings_their_dates(database: Database, database_url: str) -> None:
    await enlist_all(database, decided(ONE, 1, content=WORKSHOP))
    sound = await occurrences(database)
    await as_owner(database_url, "CREATE TABLE copied AS SELECT * FROM listings")
    await execute(database, "DELETE FROM listings")

    names = ", ".join(sql_types(ListingRow))
    await execute(database, f"INSERT INTO listings ({names}) SELECT {names} FROM copied")

    assert await occurrences(database) == sound


async def test_two_dates_of_the_same_identifier_are_a_fault_of_their_record(database: Database) -> None:
    twice = content(occurrences=(occurrence(occurrence_id=ONE), occurrence(occurrence_id=ONE)))

    with pytest.raises(asyncpg.UniqueViolationError, match="listing_occurrences_pkey"):
        await enlist_all(database, decided(ONE, 1, content=twice))


async def test_listings_and_their_dates_are_never_seen_apart(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1, content=WORKSHOP))
    enough = asyncio.Event()
    seen: dict[int, bool] = {}

    async def keep_changing() -> None:
        for version in takewhile(lambda _: not enough.is_set(), count(2)):
            await enlist_all(database, decided(ONE, version, content=WORKSHOP if version % 2 else content()))

    async def look_at_twenty_versions() -> bool:
        [row] = await rows(
            database,
            """
            SELECT version, jsonb_array_length(dates) = (
                SELECT count(*)
                FROM listing_occurrences AS found
                WHERE found.manifestation_id = listings.manifestation_id
            ) AS together
            FROM listings
            """,
        )
        seen[row["version"]] = row["together"] and seen.get(row["version"], True)
        return len(seen) >= 20

    async with asyncio.TaskGroup() as changing:
        changing.create_task(keep_changing())
        await eventually(look_at_twenty_versions, within=60, every=0)
        enough.set()

    assert [version for version, together in seen.items() if not together] == []


@pytest.mark.parametrize(("row", "table"), [(ListingRow, "listings"), (OccurrenceRow, "listing_occurrences")])
async def test_the_row_types_are_columns_of_their_tables(database: Database, row: type, table: str) -> None:
    found = await rows(database, "SELECT column_name FROM information_schema.columns WHERE table_name = $1", table)

    assert {each.name for each in fields(row)} <= {each["column_name"] for each in found}
