"""A partner keeps what it has in step under its own references, the broker out of reach."""

import asyncio
from typing import Any

from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers, submitted
from tests.support.service import Client, MakeKey
from tests.support.submission import ALONE, registration_body

ADDRESS = "/manifestations/by-reference/agenda-42"
MERGE = "application/merge-patch+json"


async def keep(client: Client, key: str, address: str = ADDRESS, **fields: Any) -> tuple[int, dict[str, Any]]:
    answer = await client.put(address, json=registration_body(**fields), headers=headers(key))
    return answer.status_code, answer.json()


async def told(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        count: int = await tx.fetchval("SELECT count(*) FROM outbox")
    return count


async def corrected_by_the_chamber(client: Client, make_key: MakeKey, document: dict[str, Any], **fields: Any) -> None:
    answer = await client.patch(
        f"/manifestations/{document['manifestation_id']}",
        json=fields,
        headers=headers(await make_key("moderator", "53"), If_Match=f'"{document["version"]}"', Content_Type=MERGE),
    )
    assert answer.status_code == 200, answer.text


async def test_what_is_new_is_registered_and_what_is_known_is_changed(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    first, registered = await keep(client, key)
    second, changed = await keep(client, key, title="Portes grandes ouvertes")

    assert [201, 200] == [first, second]
    assert registered["manifestation_id"] == changed["manifestation_id"]
    assert (registered["external_id"], changed["version"]) == ("agenda-42", 2)
    shown = await client.get(ADDRESS, headers=headers(key))
    assert (shown.json()["content"]["title"], shown.headers["etag"]) == ("Portes grandes ouvertes", '"2"')


async def test_the_same_again_makes_no_version_and_tells_nobody(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("service")
    everything = {**ALONE, "external_id": None}
    await keep(client, key, **everything)
    again, document = await keep(client, key, **everything)

    assert (again, document["version"], document["state"]) == (200, 1, "submitted")
    assert await told(database) == 1


async def test_no_mail_says_that_it_was_received(client: Client, make_key: MakeKey, database: Database) -> None:
    await keep(client, await make_key("service"))

    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(*) FROM jobs") == 0


async def test_what_a_chamber_corrected_stays_when_the_partner_sends_what_it_sent_before(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("service")
    _, document = await keep(client, key)
    await corrected_by_the_chamber(client, make_key, document, title="Portes ouvertes de l’atelier")
    status, again = await keep(client, key)

    assert (status, again["version"], again["content"]["title"]) == (200, 2, "Portes ouvertes de l’atelier")


async def test_what_the_partner_changed_goes_in_beside_what_a_chamber_corrected(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("service")
    _, document = await keep(client, key)
    await corrected_by_the_chamber(
        client, make_key, document, title="Portes ouvertes de l’atelier", place={"address": "5 rue du Canal"}
    )
    _, changed = await keep(client, key, access_conditions="Sur inscription")
    _, same = await keep(client, key, access_conditions="Sur inscription")

    assert changed["content"]["title"] == "Portes ouvertes de l’atelier"
    assert changed["content"]["place"]["address"] == "5 rue du Canal"
    assert changed["content"]["access_conditions"] == "Sur inscription"
    assert (changed["version"], same["version"]) == (3, 3)


async def test_a_field_that_both_changed_is_as_the_partner_has_it(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    _, document = await keep(client, key)
    await corrected_by_the_chamber(client, make_key, document, title="Portes ouvertes de l’atelier")
    _, changed = await keep(client, key, title="Portes ouvertes, deuxième édition")

    assert changed["content"]["title"] == "Portes ouvertes, deuxième édition"


async def test_a_withdrawal_by_reference_is_done_once_and_gives_the_reference_back(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("service")
    _, first = await keep(client, key)
    withdrawals = [await client.post(f"{ADDRESS}/withdrawal", headers=headers(key)) for _ in range(2)]
    assert [(200, "withdrawn", 2)] * 2 == [
        (answer.status_code, answer.json()["state"], answer.json()["version"]) for answer in withdrawals
    ]
    assert await told(database) == 2

    status, second = await keep(client, key)
    assert (status, second["version"]) == (201, 1)
    assert second["manifestation_id"] != first["manifestation_id"]


async def test_what_a_chamber_withdrew_is_not_brought_back_by_the_next_night_s_run(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("service")
    _, document = await keep(client, key)
    chamber = headers(await make_key("moderator", "53"), If_Match='"1"')
    await client.post(f"/manifestations/{document['manifestation_id']}/withdrawal", headers=chamber)
    status, problem = await keep(client, key)

    assert (status, problem["type"]) == (409, "urn:mois-ess:probleme:retiree-par-d-autres")


async def test_references_of_others_are_not_one_s_own(client: Client, make_key: MakeKey) -> None:
    _, own = await keep(client, await make_key("service"))
    other = await make_key("service")

    assert (await client.get(ADDRESS, headers=headers(other))).status_code == 404
    assert (await client.post(f"{ADDRESS}/withdrawal", headers=headers(other))).status_code == 404
    status, document = await keep(client, other)
    assert status == 201
    assert document["manifestation_id"] != own["manifestation_id"]


async def test_what_was_registered_by_post_is_found_by_its_reference(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    posted = await submitted(client, key, external_id="agenda-42")
    status, document = await keep(client, key)

    assert (status, document["manifestation_id"], document["version"]) == (200, posted["manifestation_id"], 1)


async def test_a_body_that_names_another_reference_is_refused(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    status, problem = await keep(client, key, external_id="agenda-43")
    same, _ = await keep(client, key, external_id="agenda-42")

    assert (status, problem["errors"][0]["code"], same) == (422, "external_id_disagrees", 201)


async def test_a_reference_may_hold_blanks_and_accents(client: Client, make_key: MakeKey) -> None:
    status, document = await keep(
        client, await make_key("service"), "/manifestations/by-reference/%C3%A9v%C3%A8nement%20n%C2%B0%2012"
    )

    assert (status, document["external_id"]) == (201, "évènement n° 12")


async def test_a_rehearsal_says_what_would_become_of_it_and_keeps_nothing(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("service")
    await keep(client, key)

    async def forecast(**fields: Any) -> dict[str, Any]:
        answer = await client.post("/manifestations/validation", json=registration_body(**fields), headers=headers(key))
        assert answer.status_code == 200, answer.text
        document: dict[str, Any] = answer.json()
        return document

    days_on_end = [{"starts_at": "2026-11-14T10:00:00+01:00", "ends_at": "2026-11-20T18:00:00+01:00"}]
    new = await forecast(occurrences=days_on_end)
    known = [
        await forecast(external_id="agenda-42", title=title) for title in ("Autre titre", registration_body()["title"])
    ]
    refused = await forecast(title="", external_id="agenda-42")

    assert (new["outcome"], new["status"], new["problem"]) == ("created", 201, None)
    assert "152 heures" in new["warnings"][0]
    assert ["changed", "unchanged"] == [each["outcome"] for each in known]
    assert (refused["outcome"], refused["status"]) == ("refused", 422)
    assert [error["pointer"] for error in refused["problem"]["errors"]] == ["/title"]
    assert await told(database) == 1


async def test_two_at_once_under_one_reference_register_one(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("service")
    answers = await asyncio.gather(*(keep(client, key) for _ in range(4)))

    assert [200, 200, 200, 201] == sorted(status for status, _ in answers)
    assert await told(database) == 1
