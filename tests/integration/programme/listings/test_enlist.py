import random
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from aiokafka import TopicPartition

from services.programme.consumer import on_eligibility_decided_in_one_statement
from services.programme.listings.enlist import enlist
from services.programme.printing.cut import GROUP
from shared.contracts.content import Source
from shared.contracts.programme import LISTINGS
from shared.kafka.marks import Marks
from shared.observability.context import correlation_id
from shared.postgres.database import Database
from tests.integration.programme.support import decided, enlist_all, occurrences, page_of, received, rows
from tests.support.builders import CONTENT, content, occurrence, publication, some_id

ONE = some_id(1)


async def told(database: Database) -> list[dict[str, Any]]:
    return await rows(database, "SELECT topic, key, version, headers, payload FROM outbox ORDER BY id")


async def states(database: Database) -> list[dict[str, Any]]:
    query = "SELECT manifestation_id, version, online, paper, content FROM listings ORDER BY manifestation_id"
    return await rows(database, query)


async def test_an_online_decision_is_listed_and_told(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1))

    [row] = await states(database)
    [record] = await told(database)
    assert (row["manifestation_id"], row["version"], row["online"], row["paper"]) == (ONE, 1, True, True)
    assert (record["topic"], record["key"], record["version"]) == (LISTINGS.topic, str(ONE), 1)
    listing = LISTINGS.decode(record["payload"])
    assert (listing.content, listing.organiser.name) == (CONTENT, "La Ressourcerie du canal")
    assert listing.url == page_of(ONE)


async def test_readers_are_told_since_when_by_whom_and_under_which_reference_of_the_partner(database: Database) -> None:
    source = Source(owner="agenda-rennes", reference="4711")
    first, changed = (datetime(2026, 9, day, tzinfo=UTC) for day in (1, 5))
    shown = publication(first_published_at=first, changed_at=changed, source=source, structure_id=some_id(0x57))

    await enlist_all(database, decided(ONE, 3, published=shown))

    listing = LISTINGS.decode((await told(database))[0]["payload"])
    assert (listing.first_published_at, listing.changed_at, listing.source) == (first, changed, source)
    assert listing.organiser.structure_id == some_id(0x57)


async def test_while_an_amendment_is_under_review_readers_keep_the_approved_version(database: Database) -> None:
    approved = publication(content=content(title="La version approuvée"))
    await enlist_all(database, decided(ONE, 1, published=approved))

    changed = content(title="À l’examen")
    await enlist_all(database, decided(ONE, 2, verdict="to_review", content=changed, published=approved))

    [row] = await states(database)
    assert (row["version"], row["online"], row["content"]["title"]) == (2, True, "La version approuvée")
    assert {LISTINGS.decode(record["payload"]).content.title for record in await told(database)} == {
        "La version approuvée"
    }


async def test_an_online_one_without_a_region_is_listed_too(database: Database) -> None:
    webinar = content(attendance="online", place=None, online_url="https://visio.example")

    await enlist_all(database, decided(ONE, 1, region_code=None, paper=False, content=webinar))

    assert LISTINGS.decode((await told(database))[0]["payload"]).region_code is None
    assert [row["region_code"] for row in await occurrences(database)] == [None]


@pytest.mark.parametrize(
    "fields",
    [{"access": "by_riddle"}, {"attendance": "by_post"}, {"occurrences": (occurrence(state="sold_on_the_moon"),)}],
)
async def test_a_word_that_a_later_release_named_is_no_fault(database: Database, fields: dict[str, Any]) -> None:
    assert await enlist_all(database, decided(ONE, 1, content=content(**fields))) == 1


async def test_a_listing_without_a_date_is_a_fault_of_its_record(database: Database) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="listings_have_dates_only_while_online"):
        await enlist_all(database, decided(ONE, 1, content=content(occurrences=())))


async def test_when_it_was_first_published_stays_known_once_it_is_gone(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1))
    await enlist_all(database, decided(ONE, 2, online=False))

    [row] = await rows(database, "SELECT first_published_at, changed_at, organiser_name FROM listings")
    assert row["first_published_at"] == publication().first_published_at
    assert (row["changed_at"], row["organiser_name"]) == (None, None)


async def test_a_second_delivery_changes_nothing_and_tells_nothing(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1))
    before = await states(database)

    assert await enlist_all(database, decided(ONE, 1)) == 0
    assert await states(database) == before
    assert len(await told(database)) == 1


async def test_an_older_version_is_passed_over(database: Database) -> None:
    await enlist_all(database, decided(ONE, 3, content=content(title="Titre de la version 3")))

    assert await enlist_all(database, decided(ONE, 2, online=False)) == 0
    [row] = await states(database)
    assert (row["version"], row["content"]["title"]) == (3, "Titre de la version 3")


async def test_what_leaves_the_programme_is_told_by_a_tombstone_of_that_version(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1))
    await enlist_all(database, decided(ONE, 2, online=False, verdict="withdrawn"))

    [_, removal] = await told(database)
    assert (removal["key"], removal["version"], removal["payload"]) == (str(ONE), 2, None)
    assert removal["headers"]["ce_entityversion"] == "2"


async def test_what_was_never_online_is_kept_without_content_and_told_to_nobody(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1, online=False, verdict="to_review"))
    await enlist_all(database, decided(ONE, 2, online=False, verdict="refused"))

    [row] = await states(database)
    assert (row["version"], row["online"], row["content"]) == (2, False, None)
    assert await told(database) == []


async def test_what_comes_back_is_told_again(database: Database) -> None:
    await enlist_all(database, decided(ONE, 1))
    await enlist_all(database, decided(ONE, 2, online=False))
    await enlist_all(database, decided(ONE, 3))

    assert [(record["version"], record["payload"] is None) for record in await told(database)] == [
        (1, False),
        (2, True),
        (3, False),
    ]


async def test_the_cause_of_a_decision_travels_on(database: Database) -> None:
    token = correlation_id.set("form-0815")
    decision = received(decided(ONE, 1))
    correlation_id.reset(token)

    async with database.transaction() as tx:
        await enlist(tx, decision, page_of=page_of)

    [record] = await told(database)
    assert record["headers"]["ce_correlationid"] == "form-0815"


async def test_marks_are_saved_by_the_statement_that_lists_and_never_go_back(database: Database) -> None:
    for version, reached in ((1, 8), (2, 5)):
        marks = Marks(group=GROUP, next_offsets={TopicPartition("decisions", 3): reached})
        async with database.autocommit() as connection:
            await on_eligibility_decided_in_one_statement(
                connection, received(decided(ONE, version)), marks, page_of=page_of
            )

    assert [2] == [row["version"] for row in await states(database)]
    marked = await rows(database, "SELECT consumer_group, topic, partition, next_offset FROM applied_offsets")
    assert [(GROUP, "decisions", 3, 8)] == [tuple(row.values()) for row in marked]


@pytest.mark.parametrize("seed", range(4))
async def test_any_order_of_delivery_ends_in_one_state_and_one_last_word(database: Database, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    decisions = [
        decided(
            some_id(number), version, online=(number * 7 + version * 5) % 3 != 0, content=content(title=f"v{version}")
        )
        for number in range(1, 21)
        for version in range(1, 6)
    ]
    arriving = [*decisions, *chance.sample(decisions, 30)]
    chance.shuffle(arriving)

    for decision in arriving:
        await enlist_all(database, decision)

    last = {some_id(number): (number * 7 + 25) % 3 != 0 for number in range(1, 21)}
    assert {row["manifestation_id"]: (row["version"], row["online"]) for row in await states(database)} == {
        identifier: (5, online) for identifier, online in last.items()
    }
    assert readers_see(await told(database)) == {identifier for identifier, online in last.items() if online}


def readers_see(records: list[dict[str, Any]]) -> set[UUID]:
    """Follow the topic as a partner does, and fail where a record would be of no use to one."""
    seen: dict[str, int] = {}
    last: dict[str, int] = {}
    for record in records:
        key, version = record["key"], record["version"]
        assert version > last.get(key, 0)
        last[key] = version
        if record["payload"] is None:
            assert key in seen, "a tombstone for what readers never saw"
            del seen[key]
        else:
            seen[key] = version
    return {UUID(key) for key in seen}


async def test_a_batch_of_500_is_one_step(database: Database) -> None:
    decisions = [decided(some_id(number), 1, online=number % 5 != 0) for number in range(1, 501)]

    assert await enlist_all(database, *decisions) == 400
    assert [row["manifestation_id"] for row in await states(database)] == [some_id(number) for number in range(1, 501)]
    assert len(await told(database)) == 400
