import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.postgres.database import Database
from tests.integration.matchmaking.hall import know, make_key, once, outbox, removed, slots, structures
from tests.support.service import Client

Headers = dict[str, str]

EVENT = {
    "name": "Rencontres d’affaires de Bretagne",
    "region_code": "53",
    "starts_at": "2026-11-14T14:00:00+01:00",
    "slot_minutes": 15,
    "slots": 8,
    "tables": 5,
}


@pytest.fixture
async def moderator(database: Database) -> Headers:
    return await make_key(database, "moderator", "53")


async def open_event(client: Client, headers: Headers, **fields: Any) -> dict[str, Any]:
    response = await client.post("/b2b-events", json={**EVENT, **fields}, headers=once(headers))
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


def meeting(slot_id: str | UUID, *structure_ids: UUID) -> dict[str, Any]:
    return {"slot_id": str(slot_id), "structure_ids": [str(each) for each in structure_ids]}


async def test_an_event_opens_with_its_slots_on_the_clock_of_its_region(client: Client, moderator: Headers) -> None:
    response = await client.post("/b2b-events", json=EVENT, headers=once(moderator))

    event = response.json()
    assert response.status_code == 201
    assert response.headers["location"] == event["links"]["self"]
    assert [slot["number"] for slot in event["slots"]] == list(range(1, 9))
    assert event["slots"][1]["starts_at"] == "2026-11-14T14:15:00+01:00"
    assert event["ends_at"] == event["slots"][-1]["ends_at"] == "2026-11-14T16:00:00+01:00"
    read = await client.get(f"/b2b-events/{event['b2b_event_id']}")
    assert read.json() == event
    listed = (await client.get("/b2b-events")).json()
    assert [(item["b2b_event_id"], item["slots"]) for item in listed["items"]] == [(event["b2b_event_id"], None)]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "  ", "too_short"),
        ("region_code", "99", "region_unknown"),
        ("starts_at", "2026-11-14T14:00:00", "time_zone_missing"),
        ("starts_at", 1_794_000_000, "datetime_format"),
        ("starts_at", "2026-11-14T14:00:30Z", "whole_minute"),
        ("starts_at", "0001-01-01T00:00:00+01:00", "year_out_of_range"),
        ("slot_minutes", 4, "too_small"),
        ("slots", 61, "too_large"),
        ("tables", "cinq", "integer_expected"),
        ("chairs", 2, "unknown_field"),
    ],
)
async def test_a_wrong_field_is_named_with_a_way_out(
    client: Client, moderator: Headers, field: str, value: object, code: str
) -> None:
    response = await client.post("/b2b-events", json={**EVENT, field: value}, headers=once(moderator))

    assert response.status_code == 422
    assert [(error["pointer"], error["code"]) for error in response.json()["errors"]] == [(f"/{field}", code)]


async def test_a_meeting_is_booked_listed_and_cancelled(client: Client, database: Database, moderator: Headers) -> None:
    a, b = await structures(database, "Le Fournil", "La Lanterne")
    event = await open_event(client, moderator)
    slot = event["slots"][2]

    booked = await client.post("/meetings", json=meeting(slot["slot_id"], a, b), headers=once(moderator))

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
        "structure_ids": [str(a), str(b)],
        "table_number": 1,
        "starts_at": slot["starts_at"],
        "ends_at": slot["ends_at"],
        "links": answer["links"],
    }
    path = f"/meetings/{answer['meeting_id']}"
    assert (await client.get(path)).json() == answer
    for query in (f"b2b_event={event['b2b_event_id']}", f"structure={b}", "state=booked"):
        assert (await client.get(f"/meetings?{query}")).json()["items"] == [answer]
    assert (await client.get(f"/meetings?structure={uuid4()}")).json()["items"] == []
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
    slot_id = (await open_event(client, moderator))["slots"][0]["slot_id"]
    await client.post("/meetings", json=meeting(slot_id, a, b), headers=once(moderator))

    response = await client.post("/meetings", json=meeting(slot_id, c, a), headers=once(moderator))

    problem = response.json()
    assert (response.status_code, problem["type"]) == (409, "urn:mois-ess:probleme:structure-deja-prise")
    assert "« Le Fournil » a déjà un rendez-vous le samedi" in problem["detail"]
    assert [error["pointer"] for error in problem["errors"]] == ["/structure_ids/1"]


async def test_a_full_slot_answers_409(client: Client, database: Database, moderator: Headers) -> None:
    a, b, c, d = await structures(database, "Le Fournil", "La Lanterne", "L’Établi", "Le Potager")
    slot_id = (await open_event(client, moderator, tables=1))["slots"][0]["slot_id"]
    await client.post("/meetings", json=meeting(slot_id, a, b), headers=once(moderator))

    response = await client.post("/meetings", json=meeting(slot_id, c, d), headers=once(moderator))

    assert response.status_code == 409
    assert response.json()["type"] == "urn:mois-ess:probleme:tables-toutes-prises"


async def test_the_same_request_again_books_once(client: Client, database: Database, moderator: Headers) -> None:
    body = meeting((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))
    headers = once(moderator)

    answers = await asyncio.gather(*(client.post("/meetings", json=body, headers=headers) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert len(await outbox(database)) == 1


async def test_a_refused_request_may_be_repeated_with_its_key_once_the_way_is_free(
    client: Client, database: Database, moderator: Headers
) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    [slot_id] = await slots(database, tables=2)
    first = (await client.post("/meetings", json=meeting(slot_id, a, b), headers=once(moderator))).json()
    headers = once(moderator)
    assert (await client.post("/meetings", json=meeting(slot_id, a, c), headers=headers)).status_code == 409

    cancellation = f"/meetings/{first['meeting_id']}/cancellation"
    await client.post(cancellation, headers={**moderator, "If-Match": '"1"'})

    assert (await client.post("/meetings", json=meeting(slot_id, a, c), headers=headers)).status_code == 201


@pytest.mark.parametrize(
    ("role", "region_code", "status"),
    [("moderator", "53", 201), ("national", None, 201), ("service", None, 201), ("moderator", "44", 403),
     ("organiser", None, 403)],
)  # fmt: skip
async def test_those_in_charge_of_the_region_arrange_meetings(
    client: Client, database: Database, role: Any, region_code: str | None, status: int
) -> None:
    headers = await make_key(database, role, region_code)
    body = meeting((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))

    assert (await client.post("/b2b-events", json=EVENT, headers=once(headers))).status_code == status
    assert (await client.post("/meetings", json=body, headers=once(headers))).status_code == status


async def test_only_those_in_charge_cancel_and_only_on_a_version(
    client: Client, database: Database, moderator: Headers
) -> None:
    body = meeting((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))
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
    body = meeting((await slots(database))[0], *await structures(database, "Le Fournil", "La Lanterne"))

    assert (await client.post("/meetings", json=body, headers=once({}))).status_code == 401
    assert (await client.post("/meetings", json=body, headers=moderator)).status_code == 400
    assert (await client.post("/b2b-events", json=EVENT, headers=moderator)).status_code == 400


async def test_structures_are_found_without_accents_and_a_cursor_leads_on(client: Client, database: Database) -> None:
    names = ["Épicerie du canal", "épicerie de l’écluse", "L’Épicerie", "Zèbre", "Fournil", "Disparue"]
    ids = await structures(database, *names)
    await know(database, removed(ids[5], 2))

    found = (await client.get("/structures?q=EPIC")).json()
    first = (await client.get("/structures?limit=3")).json()
    rest = (await client.get("/structures", params={"limit": "3", "cursor": first["next"]})).json()

    assert [item["name"] for item in found["items"]] == ["épicerie de l’écluse", "Épicerie du canal", "L’Épicerie"]
    assert [item["name"] for item in (*first["items"], *rest["items"])] == [
        "épicerie de l’écluse",
        "Épicerie du canal",
        "Fournil",
        "L’Épicerie",
        "Zèbre",
    ]
    assert rest["next"] is None
    assert found["items"][0]["themes"] == ["developpement-durable"]
    assert [item["name"] for item in (await client.get("/structures?q=canal epi")).json()["items"]] == [names[0]]
    assert (await client.get("/structures?q=%25&region=44")).json()["items"] == []


async def test_a_structure_is_shown_unknown_or_gone(client: Client, database: Database) -> None:
    here, gone = await structures(database, "Le Fournil", "La Lanterne")
    await know(database, removed(gone, 2))

    shown = await client.get(f"/structures/{here}")

    assert (shown.status_code, shown.json()["name"], shown.headers["etag"]) == (200, "Le Fournil", '"1"')
    assert (await client.get(f"/structures/{gone}")).status_code == 410
    assert (await client.get(f"/structures/{uuid4()}")).status_code == 404


async def test_meetings_are_listed_by_time_and_table_over_pages(
    client: Client, database: Database, moderator: Headers
) -> None:
    first, second = await slots(database, count=2, tables=2)
    present = await structures(database, *(f"Structure n° {number}" for number in range(4)))
    for slot_id, pair in ((second, present[:2]), (first, present[:2]), (first, present[2:])):
        await client.post("/meetings", json=meeting(slot_id, *pair), headers=once(moderator))

    listed, cursor = [], None
    for _ in range(3):
        params = {"limit": "1", **({"cursor": cursor} if cursor else {})}
        page = (await client.get("/meetings", params=params)).json()
        listed += [(item["slot_id"], item["table_number"]) for item in page["items"]]
        cursor = page["next"]

    assert listed == [(str(first), 1), (str(first), 2), (str(second), 1)]
    assert cursor is None


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("region=99", "/region", "not_in_list"),
        ("region=", "/region", "not_in_list"),
        ("nom=x", "/nom", "unknown_field"),
    ],
)
async def test_a_filter_of_structures_that_cannot_be_is_named(
    client: Client, query: str, pointer: str, code: str
) -> None:
    answer = await client.get(f"/structures?{query}")

    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [(pointer, code)]
