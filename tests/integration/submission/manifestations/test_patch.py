"""PATCH: a program changes what it knows, and nothing else."""

from typing import Any

import pytest

from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers, submitted
from tests.support.service import Client, MakeKey
from tests.support.submission import ALONE, MORNING, registration_body

MERGE_PATCH = "application/merge-patch+json"


async def patched(
    client: Client, key: str, document: dict[str, Any], patch: Any, *, version: int = 1, kind: str = MERGE_PATCH
) -> Any:
    address = f"/manifestations/{document['manifestation_id']}"
    asked = headers(key, If_Match=f'"{version}"') | {"Content-Type": kind}
    return await client.patch(address, json=patch, headers=asked)


async def test_a_program_that_only_knows_titles_wipes_nothing(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    before = await submitted(client, key, **ALONE)
    answer = await patched(client, key, before, {"title": "Un autre titre"})

    after = answer.json()
    assert (answer.status_code, answer.headers["etag"], after["state"]) == (200, '"2"', "amended")
    assert after["content"] == before["content"] | {"title": "Un autre titre"}
    same = ("organiser", "external_id", "note", "region_code")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


async def test_null_removes_and_lists_are_replaced(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    before = await submitted(client, key, **ALONE)
    patch = {"price": None, "audiences": ["students"], "place": {"name": "La Halle"}, "occurrences": [MORNING]}
    content = (await patched(client, key, before, patch)).json()["content"]

    assert (content["price"], content["audiences"], content["place"]["name"]) == (None, ["students"], "La Halle")
    assert content["place"]["latitude"] == before["content"]["place"]["latitude"]
    [date] = content["occurrences"]
    assert date["occurrence_id"] == before["content"]["occurrences"][0]["occurrence_id"]


async def test_a_point_does_not_stay_behind_when_the_address_moves(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    before = await submitted(client, key, **ALONE)
    place = (await patched(client, key, before, {"place": {"address": "4 rue Neuve"}})).json()["content"]["place"]

    assert (place["address"], place["latitude"], place["longitude"]) == ("4 rue Neuve", None, None)


async def test_faults_are_those_of_the_whole_and_unknown_names_are_among_them(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("service")
    before = await submitted(client, key)
    answer = await patched(client, key, before, {"title": None, "titre": None, "open_to_all": False, "access": None})

    assert answer.status_code == 422
    faults = [(error["pointer"], error["code"]) for error in answer.json()["errors"]]
    assert faults == [("/title", "required"), ("/access", "access_missing"), ("/titre", "unknown_field")]


@pytest.mark.parametrize("patch", [b"null", b"[]", b'"texte"', b"3"])
async def test_anything_but_an_object_is_refused_as_such(client: Client, make_key: MakeKey, patch: bytes) -> None:
    key = await make_key("service")
    address = f"/manifestations/{(await submitted(client, key))['manifestation_id']}"
    sent = headers(key, If_Match='"1"') | {"Content-Type": MERGE_PATCH}
    answer = await client.patch(address, content=patch, headers=sent)

    [error] = answer.json()["errors"]
    assert (answer.status_code, error["pointer"], error["code"]) == (422, "", "object_expected")
    assert "merge patch) est un objet JSON" in error["message"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/xml",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json-patch+json",
        "application/json",
    ],
)
async def test_a_patch_of_another_type_is_refused_and_told_which_are_taken(
    client: Client, make_key: MakeKey, kind: str
) -> None:
    key = await make_key("service")
    document = await submitted(client, key)
    address = f"/manifestations/{document['manifestation_id']}"
    sent = headers(key, If_Match='"1"') | {"Content-Type": kind}
    answers = [
        await client.patch(address, content=body, headers=sent)
        for body in (b"<title/>", b'{"title": "Un autre titre"}')
    ]

    for answer in answers:
        assert (answer.status_code, answer.headers["content-type"]) == (415, "application/problem+json")
        assert "sous le type application/merge-patch+json" in answer.json()["detail"]
    assert (await client.get(address, headers=headers(key))).json()["version"] == 1


@pytest.mark.parametrize("kind", ["Application/Merge-Patch+JSON; charset=utf-8", f"{MERGE_PATCH};charset=UTF-8"])
async def test_the_type_of_a_patch_may_have_a_charset(client: Client, make_key: MakeKey, kind: str) -> None:
    key = await make_key("service")
    answer = await patched(client, key, await submitted(client, key), {"title": "Un autre titre"}, kind=kind)

    assert answer.status_code == 200


async def test_a_patch_needs_the_present_version_and_sent_twice_is_one(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    document = await submitted(client, key)
    address = f"/manifestations/{document['manifestation_id']}"
    change = {"title": "Un autre titre"}

    without = await client.patch(address, json=change, headers=headers(key) | {"Content-Type": MERGE_PATCH})
    good = await patched(client, key, document, change)
    again = await patched(client, key, document, change)
    stale = await patched(client, key, document, {"title": "Encore un autre"})
    faulty_and_stale = await patched(client, key, document, {"title": ""})

    assert [answer.status_code for answer in (without, good, again, stale, faulty_and_stale)] == [
        *(428, 200, 200, 412, 412)
    ]
    assert again.json()["version"] == 2


async def test_a_change_that_changes_nothing_makes_no_version(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("service")
    before = await submitted(client, key, **ALONE)
    address = f"/manifestations/{before['manifestation_id']}"
    replaced = await client.put(address, json=registration_body(**ALONE), headers=headers(key, If_Match='"1"'))
    in_another_order = await patched(client, key, before, {"themes": before["content"]["themes"][::-1]})
    empty = await patched(client, key, before, {})

    for answer in (replaced, in_another_order, empty):
        assert (answer.status_code, answer.headers["etag"], answer.json()) == (200, '"1"', before)
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(*) FROM outbox") == 1


async def test_a_change_that_changes_nothing_still_needs_the_present_version(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    before = await submitted(client, key)
    change = {"title": "Un autre titre"}
    await patched(client, key, before, change)
    await patched(client, key, before, {"title": before["content"]["title"]}, version=2)

    assert (await patched(client, key, before, {})).status_code == 412
