"""The API as programs meet it, the broker out of reach."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from litestar.testing import AsyncTestClient

from services.submission.app import create_app
from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from services.submission.settings import Settings
from shared.identity.keys import draw_key
from shared.postgres.database import Database
from tests.support.builders import eligibility_decided
from tests.support.service import NO_BROKER, Client, MakeKey, without_broker
from tests.support.submission import ALONE, MORNING, PLACE, registration_body

NANTES = {**PLACE, "postcode": "44000", "commune_code": "44109"}


def headers(key: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", **{name.replace("_", "-"): value for name, value in more.items()}}


async def submitted(client: Client, key: str, **fields: Any) -> dict[str, Any]:
    body = registration_body(**fields)
    answer = await client.post("/manifestations", json=body, headers=headers(key, Idempotency_Key=str(uuid4())))
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def test_a_registration_is_answered_whole_with_its_address_and_version(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    answer = await client.post(
        "/manifestations", json=registration_body(), headers=headers(key, Idempotency_Key="first-of-this-test")
    )

    document = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    assert answer.headers["location"] == document["links"]["self"]
    assert (document["state"], document["edition"], document["region_code"]) == ("submitted", 2026, "53")
    assert document["content"]["starts_at"] == "2026-11-14T10:00:00+01:00"
    assert document["status"] == {
        "verdict": None,
        "reasons": [],
        "online": False,
        "paper": False,
        "judged_version": None,
        "published_version": None,
        "asked": None,
    }
    again = await client.get(f"/manifestations/{document['manifestation_id']}", headers=headers(key))
    assert (again.json(), again.headers["etag"]) == (document, '"1"')


async def test_all_faults_come_at_once_with_their_pointers(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    early = {**MORNING, "starts_at": "2026-09-14T10:00:00+02:00", "ends_at": "2026-09-14T12:00:00+02:00"}
    body = registration_body(title="", occurrences=[MORNING, early], organiser={"name": "X"}, themes=["?"])
    answer = await client.post("/manifestations", json=body, headers=headers(key, Idempotency_Key="faulty-request"))

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert [error["pointer"] for error in answer.json()["errors"]] == [
        *("/title", "/themes/0", "/occurrences/1/starts_at", "/organiser/name")
    ]


async def test_a_repeated_request_is_answered_alike_and_done_once(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("organiser")
    sent = headers(key, Idempotency_Key="sent-several-times")
    answers = await asyncio.gather(
        *(client.post("/manifestations", json=registration_body(), headers=sent) for _ in range(4))
    )

    assert [answer.status_code for answer in answers] == [201, 201, 201, 201]
    assert len({answer.text for answer in answers}) == 1
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(*) FROM outbox") == 1


async def test_a_key_for_repetition_does_not_serve_twice_and_is_needed(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    await client.post(
        "/manifestations", json=registration_body(), headers=headers(key, Idempotency_Key="used-by-another")
    )
    other = await client.post(
        "/manifestations",
        json=registration_body(title="Autre titre"),
        headers=headers(key, Idempotency_Key="used-by-another"),
    )
    missing = await client.post("/manifestations", json=registration_body(), headers=headers(key))

    assert (other.status_code, missing.status_code) == (422, 400)


async def test_a_refused_request_may_be_mended_under_the_same_key(client: Client, make_key: MakeKey) -> None:
    sent = headers(await make_key("organiser"), Idempotency_Key="mended-afterwards")
    refused = await client.post("/manifestations", json=registration_body(title=""), headers=sent)
    mended = await client.post("/manifestations", json=registration_body(), headers=sent)

    assert (refused.status_code, mended.status_code) == (422, 201)


async def test_a_reference_used_before_names_the_manifestation_that_bears_it(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    first = await submitted(client, key, external_id="agenda-42")
    second = await client.post(
        "/manifestations",
        json=registration_body(external_id="agenda-42"),
        headers=headers(key, Idempotency_Key="second-with-reference"),
    )

    assert second.status_code == 409
    assert f"/manifestations/{first['manifestation_id']}" in second.json()["detail"]
    assert second.json()["errors"][0]["pointer"] == "/external_id"


@pytest.mark.parametrize(("role", "region"), [("moderator", "53"), ("national", None)])
async def test_a_chamber_registers_for_an_organiser(
    client: Client, make_key: MakeKey, role: Any, region: str | None
) -> None:
    sent = headers(await make_key(role, region), Idempotency_Key="from-a-chamber")
    answer = await client.post("/manifestations", json=registration_body(), headers=sent)

    assert answer.status_code == 201


async def test_without_a_key_nothing_is_shown_or_taken(client: Client) -> None:
    posted = await client.post(
        "/manifestations", json=registration_body(), headers={"Idempotency-Key": "no-key-at-all"}
    )
    listed = await client.get("/manifestations?mine")

    assert (posted.status_code, listed.status_code) == (401, 401)


async def test_an_amendment_needs_the_present_version(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    address = f"/manifestations/{(await submitted(client, key))['manifestation_id']}"
    changed = registration_body(title="Deuxième titre", place=NANTES)

    without = await client.put(address, json=changed, headers=headers(key))
    good = await client.put(address, json=changed, headers=headers(key, If_Match='"1"'))
    stale = await client.put(address, json=registration_body(), headers=headers(key, If_Match='"1"'))
    faulty = await client.put(address, json=registration_body(title=""), headers=headers(key, If_Match='"2"'))

    assert [answer.status_code for answer in (without, good, stale, faulty)] == [428, 200, 412, 422]
    assert (good.headers["etag"], good.json()["state"], good.json()["region_code"]) == ('"2"', "amended", "52")


async def test_a_withdrawal_needs_the_present_version_and_is_final(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    address = f"/manifestations/{(await submitted(client, key))['manifestation_id']}"

    without = await client.post(f"{address}/withdrawal", headers=headers(key))
    stale = await client.post(f"{address}/withdrawal", headers=headers(key, If_Match='"7"'))
    good = await client.post(f"{address}/withdrawal", headers=headers(key, If_Match='"1"'))
    amended = await client.put(address, json=registration_body(), headers=headers(key, If_Match='"2"'))

    assert [answer.status_code for answer in (without, stale, good, amended)] == [428, 412, 200, 409]
    assert (good.json()["state"], good.headers["etag"]) == ("withdrawn", '"2"')


async def test_a_manifestation_of_somebody_else_looks_as_if_it_did_not_exist(client: Client, make_key: MakeKey) -> None:
    address = f"/manifestations/{(await submitted(client, await make_key('organiser')))['manifestation_id']}"
    other = headers(await make_key("organiser"), If_Match='"1"')

    shown = await client.get(address, headers=other)
    changed = await client.put(address, json=registration_body(), headers=other)
    withdrawn = await client.post(f"{address}/withdrawal", headers=other)
    unknown = await client.get(f"/manifestations/{uuid4()}", headers=other)

    assert {answer.status_code for answer in (shown, changed, withdrawn, unknown)} == {404}
    assert shown.json()["detail"] == unknown.json()["detail"]


async def test_the_chamber_of_the_region_and_no_other_changes_it_for_the_organiser(
    client: Client, make_key: MakeKey
) -> None:
    address = f"/manifestations/{(await submitted(client, await make_key('organiser')))['manifestation_id']}"
    bretagne, loire = await make_key("moderator", "53"), await make_key("moderator", "52")

    assert (await client.get(address, headers=headers(bretagne))).status_code == 200
    assert (await client.get(address, headers=headers(loire))).status_code == 404
    assert (await client.get(address, headers=headers(await make_key("national")))).status_code == 200
    changes = [
        await client.patch(
            address,
            json={"title": "Autre titre"},
            headers=headers(key, If_Match='"1"', Content_Type="application/merge-patch+json"),
        )
        for key in (loire, bretagne)
    ]
    assert [404, 200] == [change.status_code for change in changes]


@pytest.mark.parametrize("method", ["put", "patch"])
async def test_a_chamber_that_corrects_the_place_gives_the_manifestation_to_the_chamber_in_charge(
    client: Client, make_key: MakeKey, method: str
) -> None:
    address = f"/manifestations/{(await submitted(client, await make_key('organiser')))['manifestation_id']}"
    bretagne, loire = await make_key("moderator", "53"), await make_key("moderator", "52")
    sent = {"put": (registration_body(place=NANTES), "application/json")}.get(
        method, ({"place": NANTES}, "application/merge-patch+json")
    )

    changed = await client.request(
        method, address, json=sent[0], headers=headers(bretagne, If_Match='"1"', Content_Type=sent[1])
    )

    assert (200, '"2"') == (changed.status_code, changed.headers.get("ETag"))
    assert [404, 200] == [(await client.get(address, headers=headers(key))).status_code for key in (bretagne, loire)]


async def test_the_status_follows_the_decision_and_opens_again_with_an_amendment(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("organiser")
    document = await submitted(client, key)
    address = f"/manifestations/{document['manifestation_id']}"
    async with database.transaction() as tx:
        await follow(tx, [last_decision_of(eligibility_decided(manifestation_id=document["manifestation_id"]))])

    judged = (await client.get(address, headers=headers(key))).json()
    amended = (
        await client.put(address, json=registration_body(title="Autre"), headers=headers(key, If_Match='"1"'))
    ).json()

    assert (judged["status"]["verdict"], judged["status"]["online"]) == ("eligible", True)
    assert judged["links"]["public"].endswith(f"/programme/{document['manifestation_id']}")
    assert (amended["status"]["verdict"], amended["status"]["judged_version"]) == (None, 1)
    assert (amended["status"]["online"], amended["status"]["published_version"]) == (True, 1)


async def test_a_reference_is_free_again_after_a_withdrawal(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    first = await submitted(client, key, external_id="agenda-42")
    address = f"/manifestations/{first['manifestation_id']}"
    await client.post(f"{address}/withdrawal", headers=headers(key, If_Match='"1"'))

    second = await submitted(client, key, external_id="agenda-42")
    assert (second["external_id"], second["version"]) == ("agenda-42", 1)


async def test_a_webinar_has_no_place_and_the_region_that_is_said(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    webinar = {"place": {"name": "En visioconférence"}, "online_url": "https://direct.example/1"}
    said = await submitted(client, key, **webinar, region_code="53")
    unsaid = await submitted(client, key, **webinar, title="Sans région")
    refused = await client.post(
        "/manifestations",
        json=registration_body(place={"name": "En ligne"}),
        headers=headers(key, Idempotency_Key="no-address-to-follow"),
    )

    assert (said["content"]["place"], said["content"]["attendance"], said["region_code"]) == (None, "online", "53")
    assert (unsaid["region_code"], unsaid["content"]["time_zone"]) == (None, "Europe/Paris")
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/online_url"]


async def test_three_dates_one_of_them_cancelled(client: Client, make_key: MakeKey) -> None:
    document = await submitted(client, await make_key("organiser"), **ALONE)

    content = document["content"]
    assert [each["state"] for each in content["occurrences"]] == ["full", "postponed", "cancelled"]
    assert (content["starts_at"], content["ends_at"]) == ("2026-11-14T10:00:00+01:00", "2026-11-21T12:30:00+01:00")
    assert content["occurrences"][1]["place"]["commune_name"] == "Brest"


async def test_a_walk_has_a_place_a_date_and_none_of_its_own(client: Client, make_key: MakeKey) -> None:
    places = [PLACE, {**PLACE, "name": "Le Quai", "postcode": "29200", "commune_code": "29019"}]
    stages = [{"starts_at": f"2026-11-{14 + number}", "place": place} for number, place in enumerate(places)]
    document = await submitted(client, await make_key("organiser"), place=None, occurrences=stages)

    assert (document["content"]["place"], document["region_code"]) == (None, "53")
    assert [each["place"]["commune_name"] for each in document["content"]["occurrences"]] == ["Rennes", "Brest"]
    assert [each["all_day"] for each in document["content"]["occurrences"]] == [True, True]


async def test_without_its_database_the_service_answers_503_and_acknowledges_nothing() -> None:
    nowhere = f"postgresql://nobody@{NO_BROKER}/none"
    async with AsyncTestClient(create_app(without_broker(Settings, nowhere), "api")) as client:
        sent = headers(draw_key().text, Idempotency_Key="nothing-is-there")
        answer = await client.post("/manifestations", json=registration_body(), headers=sent)

    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert int(answer.headers["retry-after"]) > 0
