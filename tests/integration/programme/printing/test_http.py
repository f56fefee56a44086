import asyncio
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import Response

from shared.contracts.content import PublicContact
from shared.identity.caller import Role
from tests.integration.programme.conftest import Site
from tests.integration.programme.support import cut_directly, decided_in, enlist_all, rows
from tests.support.builders import STARTS_AT, some_id
from tests.support.eventually import eventually


async def cut(site: Site, key: dict[str, str], *, repeat: str | None = None, region_code: str = "53") -> Response:
    headers = {**key, "Idempotency-Key": repeat or str(uuid4())}
    return await site.client.post("/print-snapshots", json={"region_code": region_code}, headers=headers)


async def cut_by_national(site: Site) -> dict[str, Any]:
    answer = await cut(site, await site.key("national"))
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_a_cut_answers_its_facts_and_where_it_is(site: Site) -> None:
    await enlist_all(site.database, decided_in(1), decided_in(2))

    answer = await cut(site, await site.key("moderator", "53"))

    facts = answer.json()
    assert (answer.status_code, facts["entries"], facts["number"], facts["edition"]) == (201, 2, 1, 2026)
    assert answer.headers["location"] == facts["links"]["self"]
    assert answer.headers["etag"] == f'"{facts["sha256"]}"'


@pytest.mark.parametrize(
    ("role", "region_code", "status"),
    [("moderator", "53", 201), ("national", None, 201), ("moderator", "52", 403), ("organiser", None, 403)],
)
async def test_a_region_is_cut_by_its_moderators_and_the_national_team(
    site: Site, role: Role, region_code: str | None, status: int
) -> None:
    assert (await cut(site, await site.key(role, region_code))).status_code == status


async def test_without_a_key_or_an_idempotency_key_nothing_is_cut(site: Site) -> None:
    nobody = await cut(site, {})
    unrepeatable = await site.client.post(
        "/print-snapshots", json={"region_code": "53"}, headers=await site.key("national")
    )

    assert (nobody.status_code, unrepeatable.status_code) == (401, 400)
    assert await rows(site.database, "SELECT 1 FROM print_snapshots") == []


async def test_a_region_that_does_not_exist_is_refused(site: Site) -> None:
    answer = await cut(site, await site.key("national"), region_code="99")

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/region_code"]


async def test_the_same_request_twice_is_one_cut(site: Site) -> None:
    key = await site.key("national")

    first, second = await cut(site, key, repeat="cut-of-the-day"), await cut(site, key, repeat="cut-of-the-day")

    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert len(await rows(site.database, "SELECT 1 FROM print_snapshots")) == 1


async def test_the_same_request_many_times_at_once_is_one_cut(site: Site) -> None:
    key = await site.key("national")

    answers = await asyncio.gather(*(cut(site, key, repeat="cut-of-the-day") for _ in range(6)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["snapshot_id"] for answer in answers}) == 1
    assert len(await rows(site.database, "SELECT 1 FROM print_snapshots")) == 1


async def test_a_cut_that_is_overtaken_is_taken_again_at_a_later_instant(site: Site) -> None:
    key = await site.key("national")
    async with site.database.transaction(isolation="repeatable_read") as tx:
        await cut_directly(tx, region_code="53", edition=2026, address_of=str)
        overtaken = asyncio.create_task(cut(site, key))
        await eventually(lambda: somebody_waits(site))
        await enlist_all(site.database, decided_in(1))

    facts = (await overtaken).json()
    assert (facts["number"], facts["entries"]) == (2, 1)


async def test_a_repetition_that_waited_for_the_first_gets_its_answer(site: Site) -> None:
    key = await site.key("national")
    async with site.database.transaction(isolation="repeatable_read") as tx:
        await cut_directly(tx, region_code="53", edition=2026, address_of=str)
        first = asyncio.create_task(cut(site, key, repeat="cut-of-the-day"))
        await eventually(lambda: somebody_waits(site))
        second = asyncio.create_task(cut(site, key, repeat="cut-of-the-day"))
        await eventually(lambda: somebody_waits(site, 2))

    answers = [await first, await second]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


async def somebody_waits(site: Site, count: int = 1) -> bool:
    """Return True once so many statements wait for another transaction of this database to end."""
    query = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return len(await rows(site.database, query)) >= count


async def test_different_cuts_at_once_all_succeed_under_numbers_of_their_own(site: Site) -> None:
    key = await site.key("national")

    answers = await asyncio.gather(*(cut(site, key) for _ in range(6)))

    assert sorted(answer.json()["number"] for answer in answers) == [1, 2, 3, 4, 5, 6]


async def test_anybody_reads_the_facts_and_the_hash_and_nothing_of_the_content(site: Site) -> None:
    await enlist_all(site.database, decided_in(1, title="Été à l’Œuvre"), decided_in(2))
    facts = await cut_by_national(site)

    answer = await site.client.get(f"/print-snapshots/{facts['snapshot_id']}")

    assert answer.json() == facts
    assert {name: facts[name] for name in ("trigger", "canonical_form", "set_aside", "entries")} == {
        "trigger": "by_hand",
        "canonical_form": 1,
        "set_aside": 0,
        "entries": 2,
    }
    assert "salt" not in answer.text
    assert "Œuvre" not in answer.text
    assert answer.headers["cache-control"] == "public, max-age=3600"


async def test_those_in_charge_read_the_bytes_that_the_hash_is_over(site: Site) -> None:
    await enlist_all(site.database, decided_in(1, title="Été à l’Œuvre"), decided_in(2))
    facts = await cut_by_national(site)

    bare = await site.client.get(facts["links"]["content"], headers=await site.key("moderator", "53"))
    known = await site.client.get(
        facts["links"]["content"],
        headers={**await site.key("moderator", "53"), "If-None-Match": bare.headers["etag"]},
    )

    assert sha256(bare.content).hexdigest() == facts["sha256"]
    assert "Été à l’Œuvre" in bare.text
    assert bare.headers["cache-control"] == "private, no-cache"
    assert known.status_code == 304


CONTACT = PublicContact(name="Camille Exemple", phone="0299000000", print_consent=True)


async def test_the_layout_gets_entries_in_printing_order_with_their_contacts(site: Site) -> None:
    later: dict[str, Any] = {
        "starts_at": STARTS_AT + timedelta(days=1),
        "ends_at": STARTS_AT + timedelta(days=1, hours=2),
    }
    await enlist_all(
        site.database,
        decided_in(1, title="Zoo", public_contact=CONTACT, **later),
        decided_in(2, title="Zoo"),
        decided_in(3, title="Atelier", public_contact=replace(CONTACT, print_consent=False)),
    )
    facts = await cut_by_national(site)

    answer = await site.client.get(facts["links"]["entries"], headers=await site.key("moderator", "53"))

    entries = answer.json()
    assert [UUID(entry["manifestation_id"]).int for entry in entries] == [3, 2, 1]
    assert [entry["content"]["public_contact"]["phone"] for entry in entries] == [None, None, "0299000000"]
    assert answer.headers["cache-control"] == "private, no-store"


async def test_a_contact_that_was_erased_is_no_longer_laid_out(site: Site) -> None:
    await enlist_all(site.database, decided_in(1, public_contact=CONTACT))
    facts = await cut_by_national(site)
    async with site.database.transaction() as tx:
        await tx.execute("DELETE FROM print_snapshot_contacts")

    [entry] = (await site.client.get(facts["links"]["entries"], headers=await site.key("national"))).json()

    assert entry["content"]["public_contact"]["phone"] is None


@pytest.mark.parametrize("part", ["content", "entries"])
@pytest.mark.parametrize(
    ("role", "region_code", "status"),
    [
        ("moderator", "53", 200),
        ("national", None, 200),
        ("service", None, 200),
        ("moderator", "52", 403),
        ("organiser", None, 403),
        (None, None, 401),
    ],
)
async def test_what_is_to_be_printed_is_read_by_those_in_charge_alone(
    site: Site, part: str, role: Role | None, region_code: str | None, status: int
) -> None:
    await enlist_all(site.database, decided_in(1))
    facts = await cut_by_national(site)

    answer = await site.client.get(facts["links"][part], headers=await site.key(role, region_code) if role else {})

    assert answer.status_code == status
    assert (status == 200) == ("Portes ouvertes" in answer.text)


async def test_a_snapshot_stays_what_it_was_while_the_programme_changes(site: Site) -> None:
    await enlist_all(site.database, decided_in(1))
    facts = await cut_by_national(site)
    before = await site.client.get(f"/print-snapshots/{facts['snapshot_id']}")

    await enlist_all(site.database, decided_in(2), decided_in(3))
    after = await site.client.get(f"/print-snapshots/{facts['snapshot_id']}")
    known = await site.client.get(
        f"/print-snapshots/{facts['snapshot_id']}", headers={"If-None-Match": before.headers["etag"]}
    )

    assert after.content == before.content
    assert known.status_code == 304


async def test_snapshots_are_listed_by_region_latest_first(site: Site) -> None:
    key = await site.key("national")
    made = [(await cut(site, key)).json()["number"] for _ in range(3)]
    await cut(site, key, region_code="52")

    first = (await site.client.get("/print-snapshots?region=53&limit=2")).json()
    rest = (await site.client.get(f"/print-snapshots?region=53&limit=2&cursor={first['next']}")).json()

    assert [item["number"] for item in [*first["items"], *rest["items"]]] == list(reversed(made))
    assert rest["next"] is None


async def test_who_has_the_list_of_cuts_already_is_told_so(site: Site) -> None:
    await cut_by_national(site)
    known = (await site.client.get("/print-snapshots")).headers["etag"]

    again = [await site.client.get("/print-snapshots", headers={"If-None-Match": known})]
    await cut(site, await site.key("national"), region_code="52")
    again.append(await site.client.get("/print-snapshots", headers={"If-None-Match": known}))

    assert [answer.status_code for answer in again] == [304, 200]


async def test_a_snapshot_nobody_took_is_not_found(site: Site) -> None:
    answer = await site.client.get(f"/print-snapshots/{uuid4()}")

    assert (answer.status_code, answer.json()["type"]) == (404, "urn:mois-ess:probleme:releve-inconnu")


async def test_verification_names_what_the_topic_does_not_know(site: Site) -> None:
    await enlist_all(site.database, decided_in(1))
    facts = await cut_by_national(site)

    answer = await site.client.post(
        f"/print-snapshots/{facts['snapshot_id']}/verification", headers=await site.key("service")
    )

    assert answer.json() == {
        "snapshot_id": facts["snapshot_id"],
        "match": False,
        "expected": facts["sha256"],
        "replayed": sha256(b"[]").hexdigest(),
        "records_read": 0,
        "differing": [str(some_id(1))],
    }


async def test_verification_asks_for_a_key(site: Site) -> None:
    facts = await cut_by_national(site)

    nobody = await site.client.post(f"/print-snapshots/{facts['snapshot_id']}/verification")
    organiser = await site.client.post(
        f"/print-snapshots/{facts['snapshot_id']}/verification", headers=await site.key("organiser")
    )

    assert (nobody.status_code, organiser.status_code) == (401, 403)


@pytest.mark.parametrize("query", ["region=99", "regoin=53"])
async def test_a_filter_of_cuts_that_cannot_be_is_named(site: Site, query: str) -> None:
    answer = await site.client.get(f"/print-snapshots?{query}")

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{query.partition('=')[0]}"]
