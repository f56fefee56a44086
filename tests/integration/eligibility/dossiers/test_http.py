"""The queue, a dossier and a decision over HTTP."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest

from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.support import ASSOCIATION, COMPANY, assess_all, changed, history, keep
from tests.support.builders import RENNES, content, manifestation_changed
from tests.support.service import Client

DECISION = {"verdict": "eligible", "message": "Statuts vus par la chambre."}


def address(number: int, *, decisions: bool = False) -> str:
    return f"/dossiers/{UUID(int=number)}{'/decisions' if decisions else ''}"


async def fill(database: Database) -> None:
    """Three dossiers of Bretagne, the second eligible, and one of the Pays de la Loire."""
    await keep(database, COMPANY)
    await keep(database, ASSOCIATION, "999999022")
    for number, region, siren in [(1, "53", None), (2, "53", "999999022"), (3, "52", None), (4, "53", None)]:
        organiser = manifestation_changed().organiser
        if siren:
            organiser = type(organiser)(name="La Ressourcerie du canal", siren=siren)
        await assess_all(database, changed(number, region_code=region, organiser=organiser))


def ids(answer: httpx.Response) -> list[int]:
    assert answer.status_code == 200, answer.text
    return [UUID(item["manifestation_id"]).int for item in answer.json()["items"]]


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].removeprefix("urn:mois-ess:probleme:")


async def test_a_moderator_sees_the_queue_of_their_region_the_oldest_first(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await fill(database)
    bretagne = await make_key("moderator", "53")

    assert [1, 2, 4] == ids(await client.get("/dossiers", headers=bretagne))
    assert [1, 2, 4] == ids(await client.get("/dossiers?region=53", headers=bretagne))
    assert [1, 4] == ids(await client.get("/dossiers?verdict=to_review", headers=bretagne))
    assert (403, "acces-refuse") == problem(await client.get("/dossiers?region=52", headers=bretagne))


async def test_the_national_team_sees_every_region(client: Client, database: Database, make_key: MakeKey) -> None:
    await fill(database)
    national = await make_key("national")

    assert [1, 2, 3, 4] == ids(await client.get("/dossiers", headers=national))
    assert [3] == ids(await client.get("/dossiers?region=52", headers=national))


async def test_pages_follow_each_other_without_a_gap_though_a_batch_was_opened_at_one_instant(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await assess_all(database, *(changed(number) for number in range(1, 6)))
    national = await make_key("national")
    pages: list[list[int]] = []
    cursor = None

    while not pages or cursor:
        parameters = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        answer = await client.get("/dossiers", params=parameters, headers=national)
        pages.append(ids(answer))
        cursor = answer.json()["next"]
        assert ("link" in answer.headers) == (cursor is not None)

    assert [[1, 2], [3, 4], [5]] == pages


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("region=zz", "/region"),
        ("region=", "/region"),
        ("regoin=53", "/regoin"),
        ("verdict=perhaps", "/verdict"),
        ("limit=0", "/limit"),
        ("cursor=abc", "/cursor"),
    ],
)
async def test_a_filter_that_cannot_be_is_named(client: Client, make_key: MakeKey, query: str, pointer: str) -> None:
    answer = await client.get(f"/dossiers?{query}", headers=await make_key("national"))

    assert (422, "champs-refuses") == problem(answer)
    assert [pointer] == [error["pointer"] for error in answer.json()["errors"]]


@pytest.mark.parametrize("role", ["organiser", "service"])
@pytest.mark.parametrize("path", ["/dossiers", address(1)])
async def test_dossiers_are_for_chambers_only(
    client: Client, database: Database, make_key: MakeKey, role: Any, path: str
) -> None:
    await fill(database)

    assert (403, "acces-refuse") == problem(await client.get(path, headers=await make_key(role)))
    assert 401 == (await client.get(path)).status_code


async def test_a_dossier_shows_what_was_judged_why_and_what_came_before(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await fill(database)
    bretagne = await make_key("moderator", "53")
    await client.post(address(1, decisions=True), json=DECISION, headers={**bretagne, "If-Match": '"1"'})

    answer = await client.get(address(1), headers=bretagne)

    dossier = answer.json()
    assert ('"2"', 2, "eligible", "chamber") == (
        *(answer.headers["etag"], dossier["version"], dossier["verdict"]),
        dossier["decided_by"],
    )
    assert ["to_review", "eligible"] == [decision["verdict"] for decision in dossier["history"]]
    assert "commercial_company" in {reason["code"] for reason in dossier["reasons"]}
    assert "Portes ouvertes de la ressourcerie" == dossier["content"]["title"]
    assert dossier["links"]["self"].endswith(address(1))
    assert "account_id" not in answer.text


async def test_a_dossier_shows_the_refusal_that_it_would_undo(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await fill(database)
    bretagne = await make_key("moderator", "53")
    refusal = {"verdict": "refused", "message": "Sans lien avec l’ESS."}
    await client.post(address(1, decisions=True), json=refusal, headers={**bretagne, "If-Match": '"1"'})
    await assess_all(database, changed(77))

    dossier = (await client.get(address(77), headers=bretagne)).json()

    refused = dossier["earlier_refusal"]
    assert "refused_before" in {reason["code"] for reason in dossier["reasons"]}
    assert (str(UUID(int=1)), "Sans lien avec l’ESS.") == (refused["manifestation_id"], refused["message"])
    assert refused["link"].endswith(address(1))


async def test_a_dossier_under_review_shows_what_is_published_and_how_what_was_judged_differs(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await fill(database)
    bretagne = await make_key("moderator", "53")
    before = (await client.get(address(1), headers=bretagne)).json()
    await client.post(address(1, decisions=True), json=DECISION, headers={**bretagne, "If-Match": '"1"'})
    accepted = (await client.get(address(1), headers=bretagne)).json()
    amended = content(title="Grand meeting", place=replace(RENNES, name="Siège de la fédération"))
    await assess_all(database, changed(1, 2, content=amended, note="Merci de lire vite.", appeal="Relisez-nous."))

    dossier = (await client.get(address(1), headers=bretagne)).json()

    assert (None, None) == (before["published"], before["changes"])
    assert [] == accepted["changes"]
    assert ("to_review", 2, "Grand meeting") == (
        *(dossier["verdict"], dossier["judged_version"]),
        dossier["content"]["title"],
    )
    assert {
        "judged_version": 1,
        "paper": True,
        "first_published_at": accepted["decided_at"],
        "changed_at": accepted["decided_at"],
        "content": accepted["content"],
    } == dossier["published"]
    assert [
        {"field": "/title", "before": "Portes ouvertes de la ressourcerie", "after": "Grand meeting"},
        {"field": "/place/name", "before": "Le Hangar des possibles", "after": "Siège de la fédération"},
    ] == dossier["changes"]
    assert ("Merci de lire vite.", "Relisez-nous.") == (dossier["note"], dossier["appeal"])
    assert [(None, False), (1, True), (1, True)] == [
        (line["published_version"], line["paper"]) for line in dossier["history"]
    ]


async def test_a_dossier_without_a_region_is_for_the_national_team_alone(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    online = content(place=None, attendance="online", online_url="https://visio.example")
    await assess_all(database, changed(1, region_code=None, content=online), changed(2))
    bretagne, national = await make_key("moderator", "53"), await make_key("national")
    if_match = {"If-Match": '"1"'}

    assert [2] == ids(await client.get("/dossiers", headers=bretagne))
    assert (403, "acces-refuse") == problem(await client.get(address(1), headers=bretagne))
    refused = await client.post(address(1, decisions=True), json=DECISION, headers={**bretagne, **if_match})
    assert (403, "acces-refuse") == problem(refused)

    assert [1, 2] == ids(await client.get("/dossiers", headers=national))
    dossier = (await client.get(address(1), headers=national)).json()
    assert (None, "équipe nationale") == (dossier["region_code"], dossier["chamber"])
    decided = await client.post(address(1, decisions=True), json=DECISION, headers={**national, **if_match})
    assert (201, None) == (decided.status_code, decided.json()["published"]["region_code"])


async def test_an_online_dossier_is_for_the_chamber_of_its_organisers_seat(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await keep(database, COMPANY)
    online = content(place=None, attendance="online", online_url="https://visio.example")
    await assess_all(database, changed(1, region_code=None, content=online))
    loire = await make_key("moderator", "52")

    assert [1] == ids(await client.get("/dossiers", headers=loire))
    headers = {**loire, "If-Match": '"1"'}
    assert 201 == (await client.post(address(1, decisions=True), json=DECISION, headers=headers)).status_code


async def test_a_dossier_of_another_region_stays_closed(client: Client, database: Database, make_key: MakeKey) -> None:
    await fill(database)
    bretagne = await make_key("moderator", "53")

    assert (403, "acces-refuse") == problem(await client.get(address(3), headers=bretagne))
    answer = await client.post(address(3, decisions=True), json=DECISION, headers={**bretagne, "If-Match": '"1"'})
    assert (403, "acces-refuse") == problem(answer)
    assert 1 == len(await history(database, 3))


async def test_an_unknown_dossier_is_said_to_be_so(client: Client, make_key: MakeKey) -> None:
    national = await make_key("national")

    assert (404, "dossier-inconnu") == problem(await client.get(address(404), headers=national))
    answer = await client.post(address(404, decisions=True), json=DECISION, headers={**national, "If-Match": '"1"'})
    assert (404, "dossier-inconnu") == problem(answer)


async def test_a_decision_is_answered_as_it_is_told(client: Client, database: Database, make_key: MakeKey) -> None:
    await fill(database)
    headers = {**await make_key("moderator", "53"), "If-Match": '"1"'}

    answer = await client.post(address(1, decisions=True), json=DECISION, headers=headers)

    decision = answer.json()
    assert (201, '"2"') == (answer.status_code, answer.headers["etag"])
    assert answer.headers["location"].endswith(address(1))
    assert (2, 1, "eligible") == (decision["version"], decision["judged_version"], decision["verdict"])
    assert (1, True) == (decision["published"]["judged_version"], decision["published"]["paper"])
    assert DECISION["message"] == decision["reasons"][-1]["message"]


async def test_two_moderators_do_not_overwrite_each_other(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await fill(database)
    headers = {**await make_key("moderator", "53"), "If-Match": '"1"'}
    refusal = {"verdict": "refused", "message": "Sans lien avec l’ESS."}

    assert 201 == (await client.post(address(1, decisions=True), json=DECISION, headers=headers)).status_code
    again = await client.post(address(1, decisions=True), json=refusal, headers=headers)
    assert (412, "version-depassee") == problem(again)


async def test_a_decision_must_say_what_it_is_based_on(client: Client, database: Database, make_key: MakeKey) -> None:
    await fill(database)
    headers = await make_key("moderator", "53")

    answer = await client.post(address(1, decisions=True), json=DECISION, headers=headers)
    assert (428, "version-non-precisee") == problem(answer)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, {"/verdict", "/message"}),
        ({"verdict": "to_review", "message": "Oui."}, {"/verdict"}),
        ({"verdict": "eligible", "message": "  "}, {"/message"}),
        ({"verdict": "eligible", "message": "x" * 1001}, {"/message"}),
        ({"verdict": "eligible", "message": "Oui, bien sûr.", "paper": True}, {"/paper"}),
    ],
)
async def test_every_fault_of_a_decision_is_named_in_french(
    client: Client, database: Database, make_key: MakeKey, body: dict[str, Any], pointers: set[str]
) -> None:
    await fill(database)
    headers = {**await make_key("moderator", "53"), "If-Match": '"1"'}

    answer = await client.post(address(1, decisions=True), json=body, headers=headers)

    assert (422, "champs-refuses") == problem(answer)
    assert pointers == {error["pointer"] for error in answer.json()["errors"]}


async def test_a_withdrawn_manifestation_is_not_decided(client: Client, database: Database, make_key: MakeKey) -> None:
    await fill(database)
    await assess_all(database, changed(1, 2, state="withdrawn"))
    headers = {**await make_key("moderator", "53"), "If-Match": '"2"'}

    answer = await client.post(address(1, decisions=True), json=DECISION, headers=headers)
    assert (409, "manifestation-retiree") == problem(answer)
