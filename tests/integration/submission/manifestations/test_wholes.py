"""What a manifestation can be part of, whichever door names it."""

from typing import Any
from uuid import UUID

import pytest

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers, submitted
from tests.integration.submission.manifestations.test_patch import patched
from tests.integration.submission.manifestations.test_twins_in_the_api import WHY, post, put
from tests.support.builders import eligibility_decided
from tests.support.service import Client, MakeKey
from tests.support.submission import registration_body

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
