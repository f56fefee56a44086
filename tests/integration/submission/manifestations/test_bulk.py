"""A city agenda sends all that it has, as often as it likes; the broker is out of reach."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers
from tests.support.service import Client, MakeKey
from tests.support.submission import registration_body

BULK = "/manifestations/bulk"
FIRST_DAY = date(2026, 11, 2)


def agenda(count: int) -> list[dict[str, Any]]:
    """Return a city's manifestations, each with its own reference, title and morning."""
    return [{"reference": f"agenda-{number}", "manifestation": entry(number)} for number in range(count)]


def entry(number: int, **fields: Any) -> dict[str, Any]:
    day = FIRST_DAY + timedelta(days=number % 28)
    morning = {"starts_at": f"{day}T10:00:00+01:00", "ends_at": f"{day}T12:00:00+01:00"}
    return registration_body(**{"title": f"Atelier n° {number}", "occurrences": [morning]} | fields)


async def send(
    client: Client, key: str, items: list[Any], *, once: str | None = None, address: str = BULK
) -> dict[str, Any]:
    sent = headers(key) if address != BULK else headers(key, Idempotency_Key=once or str(uuid4()))
    answer = await client.post(address, json={"items": items}, headers=sent)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def told(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        count: int = await tx.fetchval("SELECT count(*) FROM outbox")
    return count


async def test_a_city_agenda_syncs_twice_and_nothing_is_doubled_then_changes_five_and_withdraws_two(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key, items = await make_key("service"), agenda(200)

    first, after_first = await send(client, key, items), await told(database)
    second, after_second = await send(client, key, items), await told(database)
    for number in range(5):
        items[number] = {"reference": f"agenda-{number}", "manifestation": entry(number, access_conditions="Complet")}
    items[-2:] = [{"reference": item["reference"], "withdrawn": True} for item in items[-2:]]
    third, after_third = await send(client, key, items), await told(database)

    assert [{"created": 200}, {"unchanged": 200}] == [first["counts"], second["counts"]]
    assert {"changed": 5, "unchanged": 193, "withdrawn": 2} == third["counts"]
    assert [200, 200, 207] == [after_first, after_second, after_third]
    listed = await client.get("/manifestations?mine&limit=100", headers=headers(key))
    assert len(listed.json()["items"]) == 100
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(*) FROM manifestations WHERE state <> 'withdrawn'") == 198


async def test_each_item_is_kept_or_refused_by_itself_and_answered_in_its_place(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("service")
    answer = await send(
        client,
        key,
        [
            {"reference": "bon", "manifestation": entry(1)},
            {"reference": "sans-titre", "manifestation": entry(2, title="")},
            {"reference": "inconnue", "withdrawn": True},
            {"reference": "rien-de-dit"},
            "pas un objet",
            {"reference": "bon", "manifestation": entry(3)},
            {"reference": "bon aussi", "manifestation": entry(4)},
        ],
    )

    items = answer["items"]
    assert [201, 422, 404, 422, 422, 422, 201] == [item["status"] for item in items]
    assert [0, 1, 2, 3, 4, 5, 6] == [item["position"] for item in items]
    assert {"created": 2, "refused": 5} == answer["counts"]
    assert items[1]["problem"]["errors"][0]["pointer"] == "/title"
    assert items[1]["problem"]["instance"] == "/manifestations/bulk#/items/1"
    codes = [items[number]["problem"]["errors"][0]["code"] for number in (3, 4, 5)]
    assert ["manifestation_or_withdrawn", "object_expected", "reference_twice"] == codes
    shown = await client.get(items[6]["links"]["self"].partition("8001")[2], headers=headers(key))
    assert shown.json()["external_id"] == "bon aussi"


async def test_the_same_request_again_gets_the_same_answer(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    first = await send(client, key, agenda(3), once="nuit-du-2-novembre")
    again = await send(client, key, agenda(3), once="nuit-du-2-novembre")

    assert first == again
    assert {"created": 3} == again["counts"]


async def test_a_rehearsal_of_many_keeps_nothing(client: Client, make_key: MakeKey, database: Database) -> None:
    key = await make_key("service")
    await send(client, key, agenda(2))
    faulty = {"reference": "sans-titre", "manifestation": entry(9, title="")}
    answer = await send(client, key, [*agenda(4), faulty], address=f"{BULK}/validation")

    assert {"created": 2, "unchanged": 2, "refused": 1} == answer["counts"]
    assert answer["items"][3]["links"] == {}
    assert await told(database) == 2


@pytest.mark.parametrize(
    "body", [{}, [], {"items": []}, {"items": {}}, {"items": [], "autre": 1}, {"items": [{}] * 501}]
)
async def test_a_list_that_cannot_be_read_is_refused_as_a_whole(client: Client, make_key: MakeKey, body: Any) -> None:
    answer = await client.post(
        BULK, json=body, headers=headers(await make_key("service"), Idempotency_Key="mauvais-corps")
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/items"


async def test_items_count_in_a_rate_of_their_own(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    many = [{"reference": str(number)} for number in range(500)]
    answers = [
        await client.post(BULK, json={"items": many}, headers=headers(key, Idempotency_Key=f"nuit-numero-{night}"))
        for night in (1, 2, 3, 1)
    ]

    # What was answered already costs nothing.
    assert [200, 200, 429, 200] == [answer.status_code for answer in answers]
    assert answers[0].headers["ratelimit-policy"] == '"items";q=1000;w=100'
    assert int(answers[2].headers["retry-after"]) > 30
    rehearsed = await client.post(f"{BULK}/validation", json={"items": many}, headers=headers(key))
    others = await client.post(
        BULK, json={"items": many}, headers=headers(await make_key("service"), Idempotency_Key="nuit-d-une-autre")
    )
    assert [429, 200] == [rehearsed.status_code, others.status_code]
    alone = await client.put("/manifestations/by-reference/seule", json=entry(1), headers=headers(key))
    assert alone.status_code == 201


async def test_a_body_may_be_larger_than_others_and_not_without_end(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    long = [{"reference": str(number), "manifestation": {"note": "x" * 10_000}} for number in range(100)]
    longer = [{"reference": str(number), "manifestation": {"note": "x" * 10_000}} for number in range(450)]
    answers = [
        await client.post(f"{BULK}/validation", json={"items": items}, headers=headers(key)) for items in (long, longer)
    ]

    assert [200, 413] == [answer.status_code for answer in answers]
