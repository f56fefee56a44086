import random
from itertools import permutations
from uuid import uuid4

import pytest

from services.matchmaking.structures.know import know_listings
from shared.contracts.programme import LISTINGS, ListingPublished
from shared.errors import InvalidMessage
from shared.kafka.records import Received, read
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import know, later, removed, rows, told
from tests.support.builders import listing_published, raw_record, record_of, structure_verified

STRUCTURES = "SELECT structure_id, version, gone, name FROM structures ORDER BY structure_id"
LISTED = "SELECT manifestation_id, version, gone, title, organiser_name, starts_at, ends_at FROM listings"


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
    structure = structure_verified(name="L’Épicerie du faubourg")

    await know(database, *told(structure))

    [row] = await rows(database, "SELECT * FROM structures")
    assert row == {
        "structure_id": structure.structure_id,
        "version": 1,
        "gone": False,
        "name": "L’Épicerie du faubourg",
        "search_name": "l epicerie du faubourg",
        "legal_family": "association",
        "region_code": "53",
        "themes": ["developpement-durable"],
    }


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
    [row] = await rows(database, LISTED)
    assert (row["starts_at"], row["ends_at"]) == (listing.content.starts_at, listing.content.ends_at)
    assert (row["title"], row["organiser_name"]) == (listing.content.title, listing.organiser_name)

    await hear(database, unlisted(listing, 2))
    await hear(database, listed(listing))

    [row] = await rows(database, LISTED)
    assert (row["version"], row["gone"], row["title"], row["starts_at"]) == (2, True, None, None)
