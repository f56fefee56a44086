"""What a manifestation can be part of, whichever door names it."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.submission.manifestations.accept import accept
from services.submission.manifestations.accept import submitted as submitted_as
from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.find import manifestation_with
from services.submission.manifestations.follow import follow
from services.submission.manifestations.keep import keep_all
from services.submission.manifestations.rules.decisions import last_decision_of
from services.submission.manifestations.rules.manifestation import Registration
from services.submission.manifestations.rules.sync import Sent
from shared.errors import FieldsRefused
from shared.idempotency.repeatable import Answer, Repeatable, scope_of
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx
from tests.integration.submission.manifestations.test_http import headers, submitted
from tests.integration.submission.manifestations.test_patch import patched
from tests.integration.submission.manifestations.test_twins_in_the_api import WHY, post, put
from tests.support.builders import eligibility_decided
from tests.support.edition import EDITION
from tests.support.eventually import eventually
from tests.support.people import holder
from tests.support.service import Client, MakeKey
from tests.support.submission import organiser, registration_body

NOW = datetime(2026, 9, 15, 12, tzinfo=UTC)
WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
NOBODY = "00000000-0000-0000-0000-0000000000aa"


async def publish(database: Database, manifestation_id: str) -> None:
    async with database.transaction() as tx:
        decision = eligibility_decided(manifestation_id=UUID(manifestation_id), judged_version=1)
        await follow(tx, [last_decision_of(decision)])


def faults(problem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error["pointer"], error["code"]) for error in problem["errors"]]


async def test_a_part_names_one_of_ones_own_or_what_everybody_reads(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    association, city = await make_key("organiser"), await make_key("service")
    whole = await submitted(client, association)
    other = {"parent_id": whole["manifestation_id"], "another_because": WHY}

    own, document = await post(client, association, **other)
    hidden, refused = await post(client, city, **other)
    await publish(database, whole["manifestation_id"])
    public, _ = await post(client, city, **other)

    assert (own, document["content"]["parent_id"]) == (201, whole["manifestation_id"])
    assert (hidden, faults(refused)) == (422, [("/parent_id", "parent_unknown")])
    assert whole["manifestation_id"] in refused["errors"][0]["message"]
    assert public == 201


async def test_there_are_wholes_and_parts_and_nothing_below_that(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    whole, other = await submitted(client, key), await submitted(client, key)
    _, part = await post(client, key, parent_id=whole["manifestation_id"], another_because=WHY)

    below, refused = await post(client, key, parent_id=part["manifestation_id"], another_because=WHY)
    above = await patched(client, key, whole, {"parent_id": other["manifestation_id"]})
    moved = await patched(client, key, part, {"parent_id": other["manifestation_id"]})
    alone = await patched(client, key, moved.json(), {"parent_id": None}, version=2)

    assert (below, faults(refused)) == (422, [("/parent_id", "parent_is_a_part")])
    assert (above.status_code, faults(above.json())) == (422, [("/parent_id", "parent_of_a_whole")])
    assert (moved.status_code, moved.json()["content"]["parent_id"]) == (200, other["manifestation_id"])
    assert (alone.status_code, alone.json()["content"]["parent_id"]) == (200, None)


async def test_a_part_whose_whole_was_withdrawn_stays_and_goes_on_changing(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    whole = await submitted(client, key)
    _, part = await post(client, key, parent_id=whole["manifestation_id"], another_because=WHY)
    address = f"/manifestations/{whole['manifestation_id']}/withdrawal"
    await client.post(address, headers=headers(key, If_Match='"1"'))

    changed = await patched(client, key, part, {"title": "Un autre titre"})
    late, refused = await post(client, key, parent_id=whole["manifestation_id"], another_because=WHY)

    assert (changed.status_code, changed.json()["state"]) == (200, "amended")
    assert (late, faults(refused)) == (422, [("/parent_id", "parent_unknown")])


@pytest.mark.parametrize(
    "path", ["/manifestations/validation", "/manifestations/bulk/validation", "/manifestations/bulk"]
)
async def test_rehearsals_and_whole_agendas_are_told_the_same(client: Client, make_key: MakeKey, path: str) -> None:
    body = registration_body(parent_id=NOBODY)
    many = {"items": [{"reference": "agenda-42", "manifestation": body}]}
    sent = headers(await make_key("service"), Idempotency_Key="toute-la-ville")

    told = (await client.post(path, json=many if "bulk" in path else body, headers=sent)).json()
    [one] = told["items"] if "bulk" in path else [told]

    assert (one["outcome"], faults(one["problem"])) == ("refused", [("/parent_id", "parent_unknown")])


async def test_a_partner_moves_its_entry_into_a_programme_by_its_own_reference(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("service")
    _, whole = await put(client, key, "festival")
    await put(client, key, "bal", another_because=WHY)

    moved, document = await put(client, key, "bal", parent_id=whole["manifestation_id"], another_because=WHY)
    refused, problem = await put(client, key, "bal", parent_id=NOBODY, another_because=WHY)

    assert (moved, document["content"]["parent_id"], document["version"]) == (200, whole["manifestation_id"], 2)
    assert (refused, faults(problem)) == (422, [("/parent_id", "parent_unknown")])


async def joins(tx: Tx, part: dict[str, Any], whole: dict[str, Any]) -> None:
    """Make the one a part of the other, as whoever owns it does."""
    present = await manifestation_with(tx, UUID(part["manifestation_id"]))
    assert present is not None
    moved = Registration(
        organiser=present.organiser,
        content=replace(present.content, parent_id=UUID(whole["manifestation_id"])),
        region_code=present.region_code,
    )
    await amend(tx, present, moved, caller=organiser(present.owner_id), expected_version=1, now=NOW)


async def joins_alone(database: Database, part: dict[str, Any], whole: dict[str, Any]) -> None:
    async with database.transaction() as tx:
        await joins(tx, part, whole)


async def accepted(database: Database, caller: Caller, below: dict[str, Any]) -> None:
    body = read_manifestation(registration_body(**below), edition=EDITION)
    new = submitted_as(
        uuid4(), registration_of(body, uuid4(), edition=EDITION), caller=caller, edition=EDITION.year, now=NOW
    )
    repeatable = Repeatable(scope=scope_of(caller.account_id), key="une-seule-fois", request_sha256="x" * 64)
    await accept(database, new, repeatable, Answer.of(201, None), caller=caller)


async def kept(database: Database, caller: Caller, below: dict[str, Any]) -> None:
    sent = Sent(reference="bal", body=registration_body(**below))
    [done] = await keep_all(database, [sent], caller=caller, edition=EDITION, now=NOW)
    if done.refusal:
        raise done.refusal


async def refused_after(database: Database, part: Any, whole: Any, asked: Coroutine[Any, Any, None]) -> str:
    """Return the code by which is refused what is asked while the one becomes a part of the other.

    That is committed once somebody waits for it.
    """
    # Looked at from outside: within a transaction the view shows again what it showed first.
    async with database.autocommit(wakes=False) as looking, database.transaction() as tx:
        await joins(tx, part, whole)
        answer = asyncio.create_task(asked)

        async def waits() -> bool:
            return answer.done() or bool(await looking.fetch(WAITING))

        await eventually(waits)
        assert not answer.done()
    with pytest.raises(FieldsRefused) as refused:
        await answer
    return refused.value.errors[0].code


@pytest.mark.parametrize("door", ["amend", "accept", "keep"])
async def test_what_becomes_a_part_at_this_moment_gets_no_part_of_its_own(
    client: Client, make_key: MakeKey, database: Database, door: str
) -> None:
    key = await make_key("service")
    outer, whole, other = [await submitted(client, key) for _ in range(3)]
    caller, below = organiser(str((await holder(database, key)).account_id)), {"parent_id": whole["manifestation_id"]}
    asked = {
        "amend": lambda: joins_alone(database, other, whole),
        "accept": lambda: accepted(database, caller, below),
        "keep": lambda: kept(database, caller, below),
    }

    assert "parent_is_a_part" == await refused_after(database, whole, outer, asked[door]())


async def test_what_gets_a_part_at_this_moment_becomes_none_and_two_are_no_parts_of_each_other(
    client: Client, make_key: MakeKey, database: Database
) -> None:
    key = await make_key("service")
    outer, whole, part, one, two = [await submitted(client, key) for _ in range(5)]

    above = await refused_after(database, part, whole, joins_alone(database, whole, outer))
    mutual = await refused_after(database, one, two, joins_alone(database, two, one))

    assert ("parent_of_a_whole", "parent_is_a_part") == (above, mutual)
