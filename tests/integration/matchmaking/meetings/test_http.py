import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from httpx import AsyncClient

from services.matchmaking.meetings.wish import Wish, wish_for
from shared.postgres.database import Database, Tx
from tests.integration.matchmaking.hall import EVENT, make_key, once, open_one, outbox, slots, structures, wanted
from tests.support.service import Client

Headers = dict[str, str]


@pytest.fixture
async def moderator(database: Database) -> Headers:
    return await make_key(database, "moderator", "53")


async def test_a_meeting_is_booked_listed_and_cancelled(client: Client, database: Database, moderator: Headers) -> None:
    a, b = await structures(database, "Le Fournil", "La Lanterne")
    event = await open_one(client, moderator)
    b2b_event_id, slot = UUID(event["b2b_event_id"]), event["slots"][2]

    booked = await client.post("/meetings", json=wanted(slot["slot_id"], a, b), headers=once(moderator))

    assert booked.status_code == 201
    assert booked.headers["etag"] == '"1"'
    answer = booked.json()
    assert booked.headers["location"] == answer["links"]["self"]
    assert answer == {
        "meeting_id": answer["meeting_id"],
        "version": 1,
        "state": "booked",
        "b2b_event_id": event["b2b_event_id"],
        "slot_id": slot["slot_id"],
        "parties": [
            {
                "participant_id": str(uuid5(b2b_event_id, str(a))),
                "structure_id": str(a),
                "name": "Le Fournil",
                "gone": False,
            },
            {
                "participant_id": str(uuid5(b2b_event_id, str(b))),
                "structure_id": str(b),
                "name": "La Lanterne",
                "gone": False,
            },
        ],
        "place": {"kind": "table", "label": "Table 1", "number": 1, "url": None},
        "starts_at": slot["starts_at"],
        "ends_at": slot["ends_at"],
        "origin": "chamber",
        "links": answer["links"],
    }
    path = f"/meetings/{answer['meeting_id']}"
    assert (await client.get(path, headers=moderator)).json() == answer
    for query in (f"b2b_event={event['b2b_event_id']}", f"structure={b}", "state=booked"):
        assert (await client.get(f"/meetings?{query}", headers=moderator)).json()["items"] == [answer]
    other = await client.get(f"/meetings?structure={uuid4()}", headers=moderator)
    assert other.json()["items"] == []
    free = [s["free_tables"] for s in (await client.get(f"/b2b-events/{event['b2b_event_id']}")).json()["slots"]]
    assert free == [5, 5, 4, 5, 5, 5, 5, 5]

    cancelled = await client.post(f"{path}/cancellation", headers={**moderator, "If-Match": '"1"'})

    assert (cancelled.status_code, cancelled.headers["etag"]) == (200, '"2"')
    assert cancelled.json() == {**answer, "version": 2, "state": "cancelled"}
    free = [s["free_tables"] for s in (await client.get(f"/b2b-events/{event['b2b_event_id']}")).json()["slots"]]
    assert free == [5] * 8


async def test_a_double_booking_answers_409_and_names_the_structure(
    client: Client, database: Database, moderator: Headers
) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    slot_id = (await open_one(client, moderator))["slots"][0]["slot_id"]
    await client.post("/meetings", json=wanted(slot_id, a, b), headers=once(moderator))

    response = await client.post("/meetings", json=wanted(slot_id, c, a), headers=once(moderator))

    problem = response.json()
    assert (response.status_code, problem["type"]) == (409, "urn:mois-ess:probleme:structure-deja-prise")
    assert "« Le Fournil » a déjà un rendez-vous le samedi" in problem["detail"]
    assert [error["pointer"] for error in problem["errors"]] == ["/structure_ids/1"]


async def test_a_full_slot_answers_409(client: Client, database: Database, moderator: Headers) -> None:
    a, b, c, d = await structures(database, "Le Fournil", "La Lanterne", "L’Établi", "Le Potager")
    slot_id = (await open_one(client, moderator, tables=1))["slots"][0]["slot_id"]
    await client.post("/meetings", json=wanted(slot_id, a, b), headers=once(moderator))

    response = await client.post("/meetings", json=wanted(slot_id, c, d), headers=once(moderator))

    assert response.status_code == 409
    assert response.json()["type"] == "urn:mois-ess:probleme:tables-toutes-prises"


async def test_the_same_request_again_books_once(at_once: AsyncClient, database: Database, moderator: Headers) -> None:
    body = wanted((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))
    headers = once(moderator)

    answers = await asyncio.gather(*(at_once.post("/meetings", json=body, headers=headers) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert len(await outbox(database)) == 1


async def test_a_repeat_that_misses_the_table_its_first_request_took_is_answered_as_that_was(
    at_once: AsyncClient, database: Database, moderator: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = wanted((await slots(database, tables=1))[0], *await structures(database, "Le Fournil", "La Lanterne"))
    headers, arrived, go_on = once(moderator), asyncio.Event(), asyncio.Event()

    async def held_up(tx: Tx, *, slot_id: UUID, structure_ids: Sequence[UUID]) -> Wish:
        if not arrived.is_set():
            arrived.set()
            await go_on.wait()
        return await wish_for(tx, slot_id=slot_id, structure_ids=structure_ids)

    monkeypatch.setattr("services.matchmaking.meetings.http.wish_for", held_up)
    overtaken = asyncio.create_task(at_once.post("/meetings", json=body, headers=headers))
    await arrived.wait()
    first = await at_once.post("/meetings", json=body, headers=headers)
    go_on.set()
    repeat = await overtaken

    assert (first.status_code, repeat.status_code) == (201, 201)
    assert repeat.text == first.text
    assert repeat.headers["idempotency-replayed"] == "true"
    assert len(await outbox(database)) == 1


async def test_a_refused_request_may_be_repeated_with_its_key_once_the_way_is_free(
    client: Client, database: Database, moderator: Headers
) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    [slot_id] = await slots(database, tables=2)
    first = (await client.post("/meetings", json=wanted(slot_id, a, b), headers=once(moderator))).json()
    headers = once(moderator)
    assert (await client.post("/meetings", json=wanted(slot_id, a, c), headers=headers)).status_code == 409

    cancellation = f"/meetings/{first['meeting_id']}/cancellation"
    await client.post(cancellation, headers={**moderator, "If-Match": '"1"'})

    assert (await client.post("/meetings", json=wanted(slot_id, a, c), headers=headers)).status_code == 201


@pytest.mark.parametrize(
    ("role", "region_code", "status"),
    [("moderator", "53", 201), ("national", None, 201), ("service", None, 201), ("moderator", "44", 403),
     ("organiser", None, 403)],
)  # fmt: skip
async def test_those_in_charge_of_the_region_arrange_meetings(
    client: Client, database: Database, role: Any, region_code: str | None, status: int
) -> None:
    headers = await make_key(database, role, region_code)
    body = wanted((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))

    assert (await client.post("/meetings", json=body, headers=once(headers))).status_code == status


async def test_an_organiser_lists_no_meetings(client: Client, database: Database) -> None:
    assert (await client.get("/meetings", headers=await make_key(database, "organiser"))).status_code == 403


async def test_only_those_in_charge_cancel_and_only_on_a_version(
    client: Client, database: Database, moderator: Headers
) -> None:
    body = wanted((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))
    booked = (await client.post("/meetings", json=body, headers=once(moderator))).json()
    path = f"/meetings/{booked['meeting_id']}/cancellation"
    elsewhere = await make_key(database, "moderator", "44")

    statuses = [
        (await client.post(path, headers=headers)).status_code
        for headers in (
            {"If-Match": '"1"'},
            {**elsewhere, "If-Match": '"1"'},
            moderator,
            {**moderator, "If-Match": '"7"'},
            {**moderator, "If-Match": '"1"'},
            {**moderator, "If-Match": '"1"'},
            {**moderator, "If-Match": '"2"'},
        )
    ]

    assert statuses == [401, 403, 428, 412, 200, 412, 409]
    missing = await client.post(f"/meetings/{uuid4()}/cancellation", headers={**moderator, "If-Match": '"1"'})
    assert (missing.status_code, missing.json()["type"]) == (404, "urn:mois-ess:probleme:rendez-vous-inconnu")


async def test_a_request_without_key_or_idempotency_key_is_refused(
    client: Client, database: Database, moderator: Headers
) -> None:
    body = wanted((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))

    assert (await client.post("/meetings", json=body, headers=once({}))).status_code == 401
    assert (await client.post("/meetings", json=body, headers=moderator)).status_code == 400
    assert (await client.post("/b2b-events", json=EVENT, headers=moderator)).status_code == 400


async def test_meetings_are_listed_by_time_and_table_over_pages(
    client: Client, database: Database, moderator: Headers
) -> None:
    first, second = await slots(database, count=2, tables=2)
    present = await structures(database, *(f"Structure n° {number}" for number in range(4)))
    for slot_id, pair in ((second, present[:2]), (first, present[:2]), (first, present[2:])):
        await client.post("/meetings", json=wanted(slot_id, *pair), headers=once(moderator))

    listed, cursor = [], None
    for _ in range(3):
        params = {"limit": "1", **({"cursor": cursor} if cursor else {})}
        page = (await client.get("/meetings", params=params, headers=moderator)).json()
        listed += [(item["slot_id"], item["place"]["number"]) for item in page["items"]]
        cursor = page["next"]

    assert listed == [(str(first), 1), (str(first), 2), (str(second), 1)]
    assert cursor is None
