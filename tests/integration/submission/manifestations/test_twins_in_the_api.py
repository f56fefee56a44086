"""What a program is told that registers what is there already, and what is left alone."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from shared.contracts.submission import MANIFESTATIONS
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers
from tests.support.builders import eligibility_decided
from tests.support.postgres import as_owner
from tests.support.service import Client, MakeKey
from tests.support.submission import PLACE, registration_body

WHY = "Deux équipes tiennent chacune sa porte ouverte, dans la même cour."
Answer = tuple[int, dict[str, Any]]


async def post(client: Client, key: str, *, once: str = "", **fields: Any) -> Answer:
    body = registration_body(**{"another_because": None, **fields})
    sent = headers(key, Idempotency_Key=once or str(uuid4()))
    answer = await client.post("/manifestations", json=body, headers=sent)
    return answer.status_code, answer.json()


async def put(client: Client, key: str, reference: str, **fields: Any) -> Answer:
    body = registration_body(**{"another_because": None, **fields})
    answer = await client.put(f"/manifestations/by-reference/{reference}", json=body, headers=headers(key))
    return answer.status_code, answer.json()


async def last_told(database: Database) -> Any:
    async with database.transaction(readonly=True) as tx:
        return MANIFESTATIONS.decode(await tx.fetchval("SELECT payload FROM outbox ORDER BY id DESC LIMIT 1"))


async def test_what_is_there_already_is_named_and_taken_with_a_reason_that_the_chamber_reads(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("organiser")
    _, first = await post(client, key)
    status, problem = await post(client, key, title="PORTES OUVERTES DE LA RESSOURCERIE")
    [candidate] = problem["candidates"]

    assert (status, problem["type"]) == (409, "urn:mois-ess:probleme:manifestation-deja-inscrite")
    assert (candidate["manifestation_id"], candidate["own"]) == (first["manifestation_id"], True)
    assert candidate["title"] == "Portes ouvertes de la ressourcerie"
    again, _ = await post(client, key, another_because=WHY)
    assert again == 201
    assert (await last_told(database)).another_because == WHY


async def test_the_same_request_again_is_no_second_one(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    first = await post(client, key, once="deux-fois-la-meme")
    assert first == await post(client, key, once="deux-fois-la-meme")
    assert first[0] == 201


async def test_a_city_that_brings_what_its_organiser_registered_is_told_so_and_not_what_nobody_sees_yet(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    organiser, city = await make_key("organiser"), await make_key("service")
    _, first = await post(client, organiser)
    status, hidden = await put(client, city, "agenda-42")
    async with database.transaction() as tx:
        decision = eligibility_decided(manifestation_id=UUID(first["manifestation_id"]), judged_version=1)
        await follow(tx, [last_decision_of(decision)])
    _, shown = await put(client, city, "agenda-42")

    assert status == 409
    [before], [after] = hidden["candidates"], shown["candidates"]
    assert (before["manifestation_id"], before["title"], before["organiser"]) == (None, None, None)
    assert (before["commune"], before["own"]) == ("Rennes", False)
    assert (after["manifestation_id"], after["online"]) == (first["manifestation_id"], True)
    assert (await put(client, city, "agenda-42", another_because=WHY))[0] == 201


async def test_two_entries_of_one_agenda_are_known_apart_by_their_references(client: Client, make_key: MakeKey) -> None:
    city = await make_key("service")

    assert [201, 201] == [(await put(client, city, reference))[0] for reference in ("agenda-42", "agenda-43")]
    assert (await post(client, city, external_id="agenda-44"))[0] == 201
    assert (await post(client, city))[0] == 409


async def test_parts_of_one_programme_are_not_compared(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    _, whole = await post(client, key)
    parent = {"parent_id": whole["manifestation_id"]}

    assert [201, 201] == [(await post(client, key, **parent))[0] for _ in range(2)]


async def test_what_was_withdrawn_may_be_registered_again(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    await put(client, key, "agenda-42")
    await client.post("/manifestations/by-reference/agenda-42/withdrawal", headers=headers(key))

    assert (await post(client, key))[0] == 201


async def test_a_rehearsal_and_a_whole_agenda_are_told_the_same(client: Client, make_key: MakeKey) -> None:
    organiser, city = await make_key("organiser"), await make_key("service")
    await post(client, organiser)
    body = registration_body(another_because=None)
    forecast = await client.post("/manifestations/validation", json=body, headers=headers(city))
    meant = await client.post(
        "/manifestations/validation", json={**body, "another_because": WHY}, headers=headers(city)
    )
    many = await client.post(
        "/manifestations/bulk",
        json={"items": [{"reference": "agenda-42", "manifestation": body}]},
        headers=headers(city, Idempotency_Key="toute-la-ville"),
    )

    for answer in (forecast.json(), many.json()["items"][0]):
        assert (answer["outcome"], answer["status"]) == ("refused", 409)
        assert len(answer["problem"]["candidates"]) == 1
    assert meant.json()["outcome"] == "created"


async def test_the_reason_goes_with_a_withdrawal(client: Client, make_key: MakeKey, database: Database) -> None:
    key = await make_key("service")
    await put(client, key, "agenda-42", another_because=WHY)
    await client.post("/manifestations/by-reference/agenda-42/withdrawal", headers=headers(key))

    assert (await last_told(database)).another_because is None
    async with database.transaction(readonly=True) as tx:
        assert await tx.fetchval("SELECT count(another_because) FROM manifestations") == 0


async def test_an_exhibition_meets_what_takes_place_on_one_of_its_days(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    days = [{"starts_at": "2026-11-10", "ends_at": "2026-11-20"}]
    morning = [{"starts_at": "2026-11-14T10:00:00+01:00", "ends_at": "2026-11-14T12:00:00+01:00"}]
    await post(client, key, occurrences=days)

    assert (await post(client, key, occurrences=morning))[0] == 409


async def test_what_is_in_a_city_meets_what_is_in_its_arrondissement(client: Client, make_key: MakeKey) -> None:
    key, place = await make_key("organiser"), {**PLACE, "postcode": "69007", "commune_code": "69387"}
    status, _ = await post(client, key, place=place)
    elsewhere, _ = await post(client, key, place={**PLACE, "postcode": "69100", "commune_code": "69266"})
    again, problem = await post(client, key, place={**place, "commune_code": "69123"})

    assert (201, 201, 409) == (status, elsewhere, again)
    assert 1 == len(problem["candidates"])


async def test_registrations_on_other_days_and_elsewhere_do_not_wait_for_one_another(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("organiser")
    days = [
        [{"starts_at": f"2026-11-{day}T10:00:00+01:00", "ends_at": f"2026-11-{day}T12:00:00+01:00"}]
        for day in range(14, 20)
    ]
    answers = await asyncio.gather(*(post(client, key, occurrences=dates) for dates in days))

    assert {201} == {status for status, _ in answers}


async def test_what_is_near_is_found_by_the_index_even_where_the_plan_was_made_of_an_empty_table(
    client: Client, make_key: MakeKey, database: Database, database_url: str
) -> None:
    await as_owner(database_url, "VACUUM ANALYZE manifestations")
    await post(client, await make_key("service"))

    async with database.transaction() as tx:
        assert await tx.fetchval("SELECT count(*) FROM manifestations, near_to(content, edition)") == 1
        read_whole = "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'manifestations'"
        assert await tx.fetchval(read_whole) == 1, "once to count, never to look for what is near"
