"""Meetings of a structure that goes by another id, on a real database."""

import asyncio
from uuid import UUID

import pytest

from services.matchmaking.consumer import on_structure_verified
from shared.contracts.eligibility import StructureVerified
from shared.errors import FieldsRefused
from shared.kafka.records import Received
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import (
    MORNING,
    book_one,
    faults,
    outbox,
    removed,
    rows,
    slots,
    structures,
    told,
)
from tests.support.builders import structure_verified
from tests.support.service import Client, bearer, new_key


async def hear(database: Database, *received: Received[StructureVerified]) -> None:
    async with database.transaction() as tx:
        await on_structure_verified(tx, received)


def replacing(kept: UUID, *gone: UUID, version: int = 2) -> Received[StructureVerified]:
    return told(structure_verified(structure_id=kept, version=version, name="La Ressourcerie", replaces=gone))[0]


async def parties(database: Database) -> list[set[UUID]]:
    """Return who meets, by the meetings and by the agendas that keep them apart."""
    of_meetings = await rows(database, "SELECT first_structure_id, second_structure_id FROM meetings ORDER BY during")
    of_agendas = await rows(
        database,
        "SELECT array_agg(structure_id) AS ids FROM meeting_parties GROUP BY meeting_id, during ORDER BY during",
    )
    found = [set(row.values()) for row in of_meetings]
    assert found == [set(row["ids"]) for row in of_agendas]
    return found


@pytest.mark.parametrize("tombstone_first", [True, False])
async def test_meetings_follow_a_structure_that_goes_by_another_id(
    database: Database, *, tombstone_first: bool
) -> None:
    gone, kept, other = await structures(database, "Ressourcerie", "La Ressourcerie", "Le Fournil")
    await book_one(database, (await slots(database))[0], [gone, other])
    heard = [removed(gone, 2), replacing(kept, gone)]

    for received in heard if tombstone_first else reversed(heard):
        await hear(database, received)
    await hear(database, heard[1])

    assert [{kept, other}] == await parties(database)
    booked, followed = await outbox(database)
    assert [(1, gone), (2, kept)] == [
        (booked.version, booked.parties[0].structure_id),
        (followed.version, followed.parties[0].structure_id),
    ]
    assert "booked" == followed.state
    assert not any((await faults(database)).values())


async def test_a_meeting_that_cannot_follow_stays_where_it_is(database: Database) -> None:
    gone, kept, other, third = await structures(database, "Ressourcerie", "La Ressourcerie", "Le Fournil", "Vélo")
    [slot, next_slot] = await slots(database, count=2, tables=2)
    await book_one(database, slot, [gone, other])
    await book_one(database, slot, [kept, third])
    await book_one(database, next_slot, [kept, gone])

    await hear(database, replacing(kept, gone))

    of_meetings = await rows(
        database, "SELECT first_structure_id AS first, second_structure_id AS second FROM meetings"
    )
    assert {frozenset(row.values()) for row in of_meetings} == {
        frozenset({gone, other}),
        frozenset({kept, third}),
        frozenset({kept, gone}),
    }
    assert 3 == len(await outbox(database))
    assert not any((await faults(database)).values())


async def test_who_is_replaced_is_booked_no_more_even_before_its_tombstone_is_heard(database: Database) -> None:
    gone, kept, other = await structures(database, "Ressourcerie", "La Ressourcerie", "Le Fournil")

    await hear(database, replacing(kept, gone))

    with pytest.raises(FieldsRefused) as refused:
        await book_one(database, (await slots(database))[0], [gone, other])
    assert ["structure_gone"] == [fault.code for fault in refused.value.errors]


async def test_bookings_at_hand_are_led_on_too(database: Database) -> None:
    gone, kept, *others = await structures(database, "Ressourcerie", "La Ressourcerie", "Un", "Deux", "Trois", "Quatre")
    opened = await slots(database, count=4)

    async def book(place: int) -> None:
        try:
            await book_one(database, opened[place], [gone, others[place]])
        except FieldsRefused:
            await book_one(database, opened[place], [kept, others[place]])

    await asyncio.gather(book(0), book(1), hear(database, replacing(kept, gone)), book(2), book(3))

    assert [{kept, other} for other in others] == await parties(database)
    assert not any((await faults(database)).values())


async def test_what_is_booked_with_a_structure_that_lost_its_status_is_marked(
    client: Client, database: Database
) -> None:
    gone, ending, other = await structures(database, "Ressourcerie", "La Scierie", "Le Fournil")
    [slot, next_slot] = await slots(database, count=2)
    await book_one(database, slot, [gone, other])
    await book_one(database, next_slot, [other, ending])
    until = structure_verified(structure_id=ending, version=2, name="La Scierie", verified_until=MORNING)

    await hear(database, removed(gone, 2), *told(until))

    national = bearer(await new_key(database, "national"))
    listed = (await client.get("/meetings", headers=national)).json()["items"]
    [event] = (await client.get("/b2b-events")).json()["items"]
    page = (await client.get(f"/rencontres/{event['b2b_event_id']}", headers=national)).text
    assert [[True, False], [False, True]] == [[party["gone"] for party in meeting["parties"]] for meeting in listed]
    assert 2 == page.count("(n’est plus reconnue)")
