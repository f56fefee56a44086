import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from shared.postgres.database import Database
from tests.integration.matchmaking.hall import EVENT, make_key, once, rows
from tests.support.service import Client

Headers = dict[str, str]


@pytest.fixture
async def moderator(database: Database) -> Headers:
    return await make_key(database, "moderator", "53")


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


async def test_the_same_request_again_opens_one_event(
    at_once: AsyncClient, database: Database, moderator: Headers
) -> None:
    headers = once(moderator)

    answers = await asyncio.gather(*(at_once.post("/b2b-events", json=EVENT, headers=headers) for _ in range(5)))
    later = await at_once.post("/b2b-events", json=EVENT, headers=headers)

    assert {answer.status_code for answer in (*answers, later)} == {201}
    assert len({answer.text for answer in (*answers, later)}) == 1
    assert later.headers["idempotency-replayed"] == "true"
    assert await rows(database, "SELECT count(*) FROM b2b_events") == [{"count": 1}]


@pytest.mark.parametrize(
    ("role", "region_code", "status"),
    [("moderator", "53", 201), ("national", None, 201), ("service", None, 201), ("moderator", "44", 403),
     ("organiser", None, 403)],
)  # fmt: skip
async def test_those_in_charge_of_the_region_open_events(
    client: Client, database: Database, role: Any, region_code: str | None, status: int
) -> None:
    headers = await make_key(database, role, region_code)

    assert (await client.post("/b2b-events", json=EVENT, headers=once(headers))).status_code == status
