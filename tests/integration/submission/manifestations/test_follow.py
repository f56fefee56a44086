"""Decisions heard: whatever the order and the repetition, the last one is shown."""

from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from services.submission.consumer import on_eligibility_decided, subscriptions
from services.submission.manifestations.store.manifestations import find_manifestation
from services.submission.places.rules.naming import named_places
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.kafka.records import Received, read
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_store import accepted
from tests.support.builders import content, eligibility_decided, record_of


def received(decision: EligibilityDecided) -> Received[EligibilityDecided]:
    return read(DECISIONS, record_of(DECISIONS, decision))


def story(manifestation_id: UUID) -> list[EligibilityDecided]:
    return [
        eligibility_decided(manifestation_id=manifestation_id, version=1, verdict="to_review", online=False),
        eligibility_decided(manifestation_id=manifestation_id, version=2, verdict="eligible"),
        eligibility_decided(
            manifestation_id=manifestation_id, version=3, judged_version=2, verdict="refused", online=False
        ),
        eligibility_decided(
            manifestation_id=manifestation_id, version=4, judged_version=2, verdict="eligible", paper=False
        ),
    ]


async def kept(database: Database) -> dict[UUID, tuple[int, int, str, dict[str, Any] | None]]:
    async with database.transaction(readonly=True) as tx:
        rows = await tx.fetch(
            "SELECT manifestation_id, version, judged_version, verdict, published FROM decisions_heard"
        )
    return {row["manifestation_id"]: tuple(row)[1:] for row in rows}


async def test_every_order_of_arrival_ends_in_the_same_state(database: Database) -> None:
    expected = {}
    places = list(msgspec.to_builtins(named_places(content())))
    for order in permutations(range(4)):
        manifestation_id = uuid4()
        decisions = story(manifestation_id)
        for position in (*order, order[0]):
            async with database.transaction() as tx:
                await on_eligibility_decided(tx, [received(decisions[position])])
        published = {"judged_version": 2, "region_code": "53", "paper": False, "places": places}
        expected[manifestation_id] = (4, 2, "eligible", published)

    assert await kept(database) == expected


async def test_a_decision_may_come_before_its_manifestation_is_known(database: Database) -> None:
    stranger = uuid4()
    async with database.transaction() as tx:
        await on_eligibility_decided(tx, [received(eligibility_decided(manifestation_id=stranger))])

    assert stranger in await kept(database)


async def test_a_batch_keeps_one_decision_for_each_manifestation(database: Database) -> None:
    manifestations = sorted([await accepted(database), await accepted(database)], key=lambda known: str(known.id))
    batch = [received(eligibility_decided(manifestation_id=known.id, version=3)) for known in manifestations]
    async with database.transaction() as tx:
        await on_eligibility_decided(tx, batch)
        found = [await find_manifestation(tx, known.id) for known in manifestations]

    decisions = [known.last_decision for known in found if known and known.last_decision]
    assert [decision.version for decision in decisions] == [3, 3]
    assert [decision.reasons[0].code for decision in decisions] == ["ess_legal_category"] * 2
    assert [decision.published and decision.published.paper for decision in decisions] == [True, True]


def test_the_page_and_the_mails_hear_decisions_in_groups_of_their_own() -> None:
    heard = [(subscription.stream, subscription.group) for subscription in subscriptions(str)]

    assert heard[:2] == [(DECISIONS, "submission.decisions"), (DECISIONS, "submission.decision-mails")]


@pytest.mark.parametrize("verdict", ["eligible", "to_review", "refused", "withdrawn"])
async def test_every_verdict_of_the_contract_can_be_kept(database: Database, verdict: str) -> None:
    async with database.transaction() as tx:
        decision = eligibility_decided(verdict=verdict, online=False)
        await on_eligibility_decided(tx, [received(decision)])

    assert (await kept(database))[decision.manifestation_id][2] == verdict


async def test_a_verdict_that_a_later_release_named_is_one_that_somebody_looks_into(database: Database) -> None:
    decision = eligibility_decided(verdict="postponed", online=False)
    async with database.transaction() as tx:
        await on_eligibility_decided(tx, [received(decision)])

    assert (await kept(database))[decision.manifestation_id][2] == "to_review"
