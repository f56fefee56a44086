"""Lists: one's own, and those of a region."""

from typing import Any
from uuid import UUID

import pytest

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import NANTES, headers, submitted
from tests.support.builders import eligibility_decided
from tests.support.service import Client, MakeKey


async def titles(client: Client, address: str, key: str) -> tuple[list[str], str | None]:
    answer = await client.get(address, headers=headers(key))
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return [item["content"]["title"] for item in document["items"]], document["next"]


async def test_one_s_own_come_page_by_page_the_latest_change_first(client: Client, make_key: MakeKey) -> None:
    key, other = await make_key("organiser"), await make_key("organiser")
    for number in range(1, 6):
        await submitted(client, key, title=f"Titre {number}")
    await submitted(client, other, title="Titre d’un autre")

    first, cursor = await titles(client, "/manifestations?mine&limit=2", key)
    second, cursor = await titles(client, f"/manifestations?mine&limit=2&cursor={cursor}", key)
    third, end = await titles(client, f"/manifestations?mine&limit=2&cursor={cursor}", key)

    assert [first, second, third] == [["Titre 5", "Titre 4"], ["Titre 3", "Titre 2"], ["Titre 1"]]
    assert end is None


async def test_the_next_page_is_announced_by_a_link_that_can_be_followed(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    for number in range(3):
        await submitted(client, key, title=f"Titre {number}")

    answer = await client.get("/manifestations?mine&limit=2", headers=headers(key))
    address = answer.headers["link"].partition(">")[0].partition("8001")[2]
    assert await titles(client, address, key) == (["Titre 0"], None)


async def test_a_chamber_lists_its_region_and_the_national_team_any(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    await submitted(client, key, title="En Bretagne")
    await submitted(client, key, title="En Loire-Atlantique", place=NANTES)
    bretagne, national = await make_key("moderator", "53"), await make_key("national")

    assert await titles(client, "/manifestations", bretagne) == (["En Bretagne"], None)
    assert (await titles(client, "/manifestations", national))[0] == ["En Loire-Atlantique", "En Bretagne"]
    assert (await titles(client, "/manifestations?region=52", national))[0] == ["En Loire-Atlantique"]
    assert (await titles(client, "/manifestations?mine", bretagne))[0] == []


async def test_a_region_may_be_asked_only_by_its_own_chamber(client: Client, make_key: MakeKey) -> None:
    for key in (await make_key("moderator", "53"), await make_key("organiser")):
        answer = await client.get("/manifestations?region=52", headers=headers(key))
        assert answer.status_code == 403


@pytest.mark.parametrize("query", ["region=99", "regoin=53"])
async def test_a_filter_that_cannot_be_is_named(client: Client, make_key: MakeKey, query: str) -> None:
    answer = await client.get(f"/manifestations?{query}", headers=headers(await make_key("national")))

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{query.partition('=')[0]}"]


async def test_a_cursor_that_we_did_not_give_is_refused(client: Client, make_key: MakeKey) -> None:
    answer = await client.get("/manifestations?mine&cursor=nimporte", headers=headers(await make_key("organiser")))

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/cursor")


async def test_a_chamber_lists_what_is_online_and_was_given_to_it(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("organiser")
    online = {"place": None, "online_url": "https://direct.example/1"}
    given, nobodys = [await submitted(client, key, title=title, **online) for title in ("Confiée", "À personne")]
    async with database.transaction() as tx:
        decision = eligibility_decided(manifestation_id=UUID(given["manifestation_id"]), online=False)
        await follow(tx, [last_decision_of(decision)])
    bretagne, loire = await make_key("moderator", "53"), await make_key("moderator", "52")

    assert (await titles(client, "/manifestations", bretagne))[0] == ["Confiée"]
    assert (await titles(client, "/manifestations", loire))[0] == []
    addresses = [f"/manifestations/{each['manifestation_id']}" for each in (given, nobodys)]
    shown = [(await client.get(address, headers=headers(bretagne))).status_code for address in addresses]
    assert shown == [200, 404]
