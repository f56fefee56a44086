import random
from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from services.matchmaking.structures.know import know_listings
from shared.contracts.programme import LISTINGS, ListedOrganiser, ListingPublished
from shared.errors import InvalidMessage
from shared.kafka.records import Received, read
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import know, later, removed, rows, told
from tests.support.builders import (
    ENDS_AT,
    STARTS_AT,
    content,
    listing_published,
    occurrence,
    raw_record,
    record_of,
    structure_verified,
)

STRUCTURES = "SELECT structure_id, version, gone, name FROM structures ORDER BY structure_id"
LISTED = "SELECT version, gone, title, organiser_name, organiser_structure_id FROM listings"
BUSY = """
    SELECT lower(time) AS starts_at, upper(time) AS ends_at
    FROM listings
    CROSS JOIN unnest(busy) AS time
    ORDER BY time
    """


def listed(listing: ListingPublished) -> Received[ListingPublished]:
    return read(LISTINGS, record_of(LISTINGS, listing))


def unlisted(listing: ListingPublished, version: int) -> Received[ListingPublished]:
    template = record_of(LISTINGS, listing)
    headers = {**dict(template.headers), "ce_entityversion": str(version).encode()}
    return read(LISTINGS, raw_record(LISTINGS.topic, key=template.key, value=None, headers=list(headers.items())))


async def hear(database: Database, *received: Received[ListingPublished]) -> None:
    async with database.transaction() as tx:
        await know_listings(tx, received)


async def test_a_structure_is_known_once_heard_of(database: Database) -> None:
    structure = structure_verified(
        name="SCIC EPICERIE",
        usual_name="L’Épicerie du faubourg",
        legal_family="cooperative",
        verified_until=STARTS_AT,
    )

    await know(database, *told(structure))

    [row] = await rows(database, "SELECT * FROM structures")
    assert row == {
        "structure_id": structure.structure_id,
        "version": 1,
        "gone": False,
        "name": "SCIC EPICERIE",
        "usual_name": "L’Épicerie du faubourg",
        "search_name": "l epicerie du faubourg scic epicerie",
        "legal_family": "cooperative",
        "region_code": "53",
        "themes": ["developpement-durable"],
        "verified_until": STARTS_AT,
    }


async def test_a_structure_of_which_no_register_tells_more_is_known_all_the_same(database: Database) -> None:
    structure = structure_verified(legal_family="association", region_code="53", usual_name="La Ressourcerie")
    await know(database, *told(structure))

    await know(database, *told(later(structure, 2, legal_family=None, region_code=None, usual_name=None, themes=())))

    [row] = await rows(database, "SELECT usual_name, legal_family, region_code, themes FROM structures")
    assert row == {"usual_name": None, "legal_family": None, "region_code": None, "themes": []}


async def test_a_second_delivery_changes_nothing(database: Database) -> None:
    structure = structure_verified()
    await know(database, *told(structure))
    before = await rows(database, "SELECT xmin::text, * FROM structures")

    await know(database, *told(structure))

    assert await rows(database, "SELECT xmin::text, * FROM structures") == before


async def test_a_removal_keeps_the_row_its_name_and_its_version(database: Database) -> None:
    structure = structure_verified(name="La Lanterne")
    await know(database, *told(structure))

    await know(database, removed(structure.structure_id, 2))

    assert await rows(database, STRUCTURES) == [
        {"structure_id": structure.structure_id, "version": 2, "gone": True, "name": "La Lanterne"}
    ]


async def test_what_is_gone_keeps_the_name_it_was_shown_under(database: Database) -> None:
    structure = structure_verified(name="SCIC EPICERIE", usual_name="L’Épicerie du faubourg")
    await know(database, *told(structure))

    for version in (2, 3):
        await know(database, removed(structure.structure_id, version))

    assert await rows(database, "SELECT name, usual_name, search_name, legal_family FROM structures") == [
        {"name": "L’Épicerie du faubourg", "usual_name": None, "search_name": None, "legal_family": None}
    ]


async def test_a_structure_may_come_back_after_its_removal(database: Database) -> None:
    structure = structure_verified(name="La Lanterne")

    await know(database, removed(structure.structure_id, 2))
    await know(database, *told(later(structure, 3, name="La Lanterne bleue")))

    assert await rows(database, STRUCTURES) == [
        {"structure_id": structure.structure_id, "version": 3, "gone": False, "name": "La Lanterne bleue"}
    ]


async def test_whatever_the_order_the_latest_version_stays(database: Database) -> None:
    histories = []
    for order in permutations(range(4)):
        first = structure_verified(structure_id=uuid4(), name="Ancien nom")
        told_of_it = [
            *told(first, later(first, 2, name="Nom de passage")),
            removed(first.structure_id, 3),
            *told(later(first, 4, name="Nom actuel")),
        ]
        histories.append([told_of_it[place] for place in order])

    for step in range(4):
        for history in histories:
            await know(database, history[step])

    states = {(row["version"], row["gone"], row["name"]) for row in await rows(database, STRUCTURES)}
    assert states == {(4, False, "Nom actuel")}


async def test_an_older_word_does_not_bring_back_what_is_gone(database: Database) -> None:
    gone = [structure_verified(structure_id=uuid4()) for _ in range(20)]
    words = [word for each in gone for word in (*told(each, later(each, 2)), removed(each.structure_id, 3))]
    random.Random(3).shuffle(words)  # noqa: S311 -- an order, not a secret

    for word in words:
        await know(database, word)

    assert {(row["version"], row["gone"]) for row in await rows(database, STRUCTURES)} == {(3, True)}


async def test_a_removal_under_a_key_that_is_no_identifier_is_set_aside(database: Database) -> None:
    with pytest.raises(InvalidMessage, match="no identifier") as fault:
        await know(database, removed("structure-7", 2))

    assert fault.value.error_class == "key_format"


async def test_the_hours_of_a_listing_are_kept_until_it_is_removed(database: Database) -> None:
    listing = listing_published()
    await hear(database, listed(listing))
    assert await rows(database, LISTED) == [
        {
            "version": 1,
            "gone": False,
            "title": listing.content.title,
            "organiser_name": listing.organiser.name,
            "organiser_structure_id": listing.organiser.structure_id,
        }
    ]
    assert await rows(database, BUSY) == [{"starts_at": STARTS_AT, "ends_at": ENDS_AT}]

    await hear(database, unlisted(listing, 2))
    await hear(database, listed(listing))

    [row] = await rows(database, f"{LISTED} WHERE busy IS NULL")
    assert row == {
        "version": 2,
        "gone": True,
        "title": None,
        "organiser_name": None,
        "organiser_structure_id": None,
    }


async def test_an_organiser_is_busy_on_every_date_that_is_held_and_free_on_those_cancelled(database: Database) -> None:
    week = timedelta(days=7)
    states = ("scheduled", "cancelled", "full", "postponed", "a_word_of_next_year")
    dates = tuple(
        occurrence(starts_at=STARTS_AT + week * number, ends_at=ENDS_AT + week * number, state=state)
        for number, state in enumerate(states)
    )
    listing = listing_published(content=content(occurrences=dates))

    await hear(database, listed(listing))

    held = [{"starts_at": STARTS_AT + week * number, "ends_at": ENDS_AT + week * number} for number in (0, 2, 4)]
    assert await rows(database, BUSY) == held
    clash = "SELECT busy && tstzrange($1, $2) AS clash FROM listings"
    assert await rows(database, clash, STARTS_AT + week, ENDS_AT + week) == [{"clash": False}]
    assert await rows(database, clash, ENDS_AT + week * 2, ENDS_AT + week * 3) == [{"clash": False}]
    assert await rows(database, clash, ENDS_AT + week * 2 - timedelta(minutes=1), ENDS_AT + week * 3) == [
        {"clash": True}
    ]


async def test_a_listing_whose_dates_are_all_cancelled_is_there_and_keeps_nobody_busy(database: Database) -> None:
    listing = listing_published(
        organiser=ListedOrganiser(name="La Ressourcerie", structure_id=None),
        content=content(occurrences=(occurrence(state="cancelled"),)),
    )

    await hear(database, listed(listing))

    [row] = await rows(database, "SELECT gone, organiser_structure_id, isempty(busy) AS empty FROM listings")
    assert row == {"gone": False, "organiser_structure_id": None, "empty": True}
