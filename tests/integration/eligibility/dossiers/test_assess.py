"""Judging what organisers submitted, on a real database: once, in order, and told with what it rests on."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.eligibility.dossiers.assess import assess
from services.eligibility.dossiers.decide import Ruling, decide
from shared.contracts.content import Organiser
from shared.http.access import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.support import (
    ASSOCIATION,
    COMPANY,
    OUTSIDE,
    assess_all,
    changed,
    history,
    keep,
    received,
    rows,
    statements_of_ours,
    told_decisions,
    told_structures,
)
from tests.support.builders import CONTENT, content

BRETAGNE = Caller(key_id="c0ffee00", role="moderator", region_code="53", name="CRESS Bretagne")
ACCEPTED = Ruling(verdict="eligible", message="Statuts vus par la chambre.")
REFUSED = Ruling(verdict="refused", message="Sans lien avec l’ESS.")


async def rule(database: Database, number: int, ruling: Ruling = ACCEPTED, based_on: int = 1) -> None:
    async with database.transaction() as tx:
        await decide(tx, manifestation_id=UUID(int=number), ruling=ruling, caller=BRETAGNE, based_on=based_on)


async def test_a_manifestation_of_a_known_association_is_told_as_eligible_with_its_content(database: Database) -> None:
    await keep(database)
    event = changed(1)

    await assess_all(database, event)

    [told] = await told_decisions(database)
    assert (1, 1, "eligible", True, True) == (told.version, told.judged_version, told.verdict, told.online, told.paper)
    assert ("rules", event.content, event.organiser) == (told.decided_by, told.content, told.organiser)
    assert ["organiser", "subject", "openness", "registration"] == [reason.criterion for reason in told.reasons]


@pytest.mark.parametrize(
    ("facts", "verdict"), [(COMPANY, "to_review"), (OUTSIDE, "refused"), (None, "to_review"), (ASSOCIATION, "eligible")]
)
async def test_what_the_register_knows_decides(database: Database, facts: Any, verdict: str) -> None:
    await keep(database, facts)

    await assess_all(database, changed(1))

    assert [(1, 1, verdict, "rules")] == await history(database, 1)


async def test_without_an_answer_of_the_register_the_dossier_waits_and_says_so(database: Database) -> None:
    await assess_all(database, changed(1))

    [told] = await told_decisions(database)
    assert ("to_review", "register_unavailable") == (told.verdict, told.reasons[0].code)
    assert [{"awaits_register": True}] == await rows(database, "SELECT awaits_register FROM dossiers")


async def test_a_second_delivery_changes_nothing(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await assess_all(database, changed(1))

    assert [(1, 1, "eligible", "rules")] == await history(database, 1)
    assert (1, 1) == (len(await told_decisions(database)), len(await told_structures(database)))


async def test_an_older_version_is_ignored(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1, 3))
    await assess_all(database, changed(1, 2))

    assert [(1, 3, "eligible", "rules")] == await history(database, 1)


async def test_each_amendment_is_judged_with_the_next_decision_version(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await assess_all(database, changed(1, 2, content=content(themes=())))
    await assess_all(database, changed(1, 4, content=content(openness="professionals_only")))

    assert [(1, 1, "eligible", "rules"), (2, 2, "to_review", "rules"), (3, 4, "eligible", "rules")] == await history(
        database, 1
    )
    assert [True, False, False] == [told.paper for told in await told_decisions(database)]


async def test_a_withdrawal_takes_it_offline_as_the_organisers_act(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await assess_all(database, changed(1, 2, state="withdrawn"))

    told = (await told_decisions(database))[-1]
    assert ("withdrawn", False, False, "organiser") == (told.verdict, told.online, told.paper, told.decided_by)


async def test_a_manifestation_first_heard_of_as_withdrawn_is_closed_at_once(database: Database) -> None:
    await assess_all(database, changed(1, 2, state="withdrawn"))

    assert [(1, 2, "withdrawn", "organiser")] == await history(database, 1)


async def test_a_batch_of_500_is_a_handful_of_statements(database: Database) -> None:
    await keep(database)
    statements: list[str] = []
    async with database.transaction() as tx:
        with tx.query_logger(lambda record: statements.append(record.query)):
            await assess(tx, received(*(changed(number) for number in range(1, 501))))

    assert 5 == len(statements_of_ours(statements))
    assert 500 == len(await told_decisions(database))
    assert 1 == len(await told_structures(database))


async def test_a_batch_may_hold_new_known_and_overtaken_ones(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1, 2), changed(2))
    await assess_all(database, changed(1), changed(2, 2), changed(3))

    assert [1, 2, 1] == [len(await history(database, number)) for number in (1, 2, 3)]


async def test_a_chambers_acceptance_outlives_a_new_title(database: Database) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    await rule(database, 1)
    await assess_all(database, changed(1, 2, content=content(title="Un autre titre")))

    assert [
        (1, 1, "to_review", "rules"),
        (2, 1, "eligible", "chamber"),
        (3, 2, "eligible", "chamber"),
    ] == await history(database, 1)
    assert "Un autre titre" == (await told_decisions(database))[-1].content.title


@pytest.mark.parametrize(
    "amendment",
    [
        {"content": content(openness="on_invitation")},
        {"content": content(themes=("sport",))},
        {"region_code": "52"},
        {"organiser": Organiser(name="Une autre structure", siren="999999022")},
    ],
)
async def test_a_chamber_sees_again_what_it_had_judged_otherwise(database: Database, amendment: dict[str, Any]) -> None:
    await keep(database, COMPANY)
    await keep(database, ASSOCIATION, "999999022")
    await assess_all(database, changed(1))
    await rule(database, 1)
    await assess_all(database, changed(1, 2, **amendment))

    assert (3, 2, "to_review", "rules") == (await history(database, 1))[-1]


async def test_a_refusal_stays_after_a_change_of_hour_and_is_looked_at_again_after_a_change_of_words(
    database: Database,
) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await rule(database, 1, REFUSED)
    await assess_all(database, changed(1, 2, content=content(ends_at=CONTENT.ends_at + timedelta(hours=1))))
    assert (3, 2, "refused", "chamber") == (await history(database, 1))[-1]

    await assess_all(database, changed(1, 3, content=content(title="Un autre titre")))
    assert (4, 3, "to_review", "rules") == (await history(database, 1))[-1]


async def test_a_verified_structure_is_told_once_and_again_only_when_it_changes(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1, content=content(themes=("cooperation",))))
    await assess_all(database, changed(2, content=content(themes=("cooperation",))))
    await assess_all(database, changed(3, content=content(themes=("sport", "cooperation"))))

    first, second = await told_structures(database)
    assert first.structure_id == second.structure_id
    assert [(1, ("cooperation",)), (2, ("cooperation", "sport"))] == [
        (structure.version, structure.themes) for structure in (first, second)
    ]
    assert ("association", "52", "999999014") == (first.legal_family, first.region_code, first.siren)
    assert second.verified_at == first.verified_at


async def test_a_structure_that_waits_or_is_refused_is_not_told(database: Database) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    await keep(database, OUTSIDE, "999999022")
    await assess_all(database, changed(2, organiser=Organiser(name="Un syndicat", siren="999999022")))

    assert [] == await told_structures(database)


async def test_what_is_told_carries_the_correlation_of_what_it_answers(database: Database) -> None:
    await keep(database)
    async with database.transaction() as tx:
        await assess(tx, received(changed(1), correlation_id="story-of-one"))

    headers = [row["headers"] for row in await rows(database, "SELECT headers FROM outbox ORDER BY id")]
    assert ["story-of-one", "story-of-one"] == [header["ce_correlationid"] for header in headers]


async def test_the_history_cannot_be_rewritten(database: Database) -> None:
    await assess_all(database, changed(1))

    for statement in ("UPDATE decisions SET verdict = 'eligible'", "DELETE FROM decisions"):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with database.transaction() as tx:
                await tx.execute(statement)
