"""Judging what organisers submitted, on a real database: once, in order, and told with what it rests on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.eligibility.dossiers.assess import assess
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.rules.ruling import Ruling
from shared.contracts.content import Organiser
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.support import (
    ASSOCIATION,
    COMPANY,
    OUTSIDE,
    SIRET,
    assess_all,
    changed,
    desk_of,
    history,
    keep,
    received,
    rows,
    statements_of_ours,
    told_decisions,
    told_structures,
)
from tests.support.builders import CONTENT, OCCURRENCE, RENNES, content

BRETAGNE = Caller(account_id="c0ffee00", role="moderator", region_code="53", name="CRESS Bretagne")
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
    assert (1, 1, "eligible") == (told.version, told.judged_version, told.verdict)
    assert told.published
    assert (1, True, event.content) == (told.published.judged_version, told.published.paper, told.published.content)
    assert ("rules", event.content, event.organiser) == (told.decided_by, told.content, told.organiser)
    assert ["organiser", "subject", "season", "openness", "registration"] == [
        reason.criterion for reason in told.reasons
    ]


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
    await assess_all(database, changed(1, 4, content=content(open_to_all=False, access="professionals")))

    assert [(1, 1, "eligible", "rules"), (2, 2, "to_review", "rules"), (3, 4, "eligible", "rules")] == await history(
        database, 1
    )
    assert [(1, True), (1, True), (4, False)] == [
        told.published and (told.published.judged_version, told.published.paper)
        for told in await told_decisions(database)
    ]


async def test_a_withdrawal_takes_it_offline_as_the_organisers_act(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await assess_all(database, changed(1, 2, state="withdrawn"))

    told = (await told_decisions(database))[-1]
    assert ("withdrawn", None, "organiser") == (told.verdict, told.published, told.decided_by)


async def test_a_manifestation_first_heard_of_as_withdrawn_is_closed_at_once(database: Database) -> None:
    await assess_all(database, changed(1, 2, state="withdrawn"))

    assert [(1, 2, "withdrawn", "organiser")] == await history(database, 1)


async def test_a_batch_of_500_is_a_handful_of_statements(database: Database) -> None:
    await keep(database)
    statements: list[str] = []
    async with database.transaction() as tx:
        with tx.query_logger(lambda record: statements.append(record.query)):
            await assess(tx, received(*(changed(number) for number in range(1, 501))), desk_of=desk_of)

    assert 6 == len(statements_of_ours(statements))
    assert 500 == len(await told_decisions(database))
    assert 1 == len(await told_structures(database))


async def test_a_batch_may_hold_new_known_and_overtaken_ones(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1, 2), changed(2))
    await assess_all(database, changed(1), changed(2, 2), changed(3))

    assert [1, 2, 1] == [len(await history(database, number)) for number in (1, 2, 3)]


async def test_a_chambers_acceptance_outlives_a_corrected_title(database: Database) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    await rule(database, 1)
    corrected = content(title="Portes ouvertes de la RESSOURCERIE !")
    await assess_all(database, changed(1, 2, content=corrected))

    assert [
        (1, 1, "to_review", "rules"),
        (2, 1, "eligible", "chamber"),
        (3, 2, "eligible", "chamber"),
    ] == await history(database, 1)
    published = (await told_decisions(database))[-1].published
    assert published
    assert (2, corrected) == (published.judged_version, published.content)


async def test_a_workshop_of_an_excluded_activity_that_becomes_a_rally_leaves_what_was_accepted_online(
    database: Database,
) -> None:
    await keep(database, replace(ASSOCIATION, legal_category="9300", activity="94.92Z"))
    workshop = content(title="Atelier : débattre sans se fâcher")
    rally = content(
        title="Grand meeting de rentrée",
        description="Nos candidats présentent leur liste.",
        starts_at=CONTENT.starts_at + timedelta(days=7),
        ends_at=CONTENT.ends_at + timedelta(days=7),
        place=replace(RENNES, name="Siège de la fédération"),
    )
    await assess_all(database, changed(1, content=workshop))
    await rule(database, 1)
    await assess_all(database, changed(1, 2, content=rally))

    waiting = (await told_decisions(database))[-1]
    assert waiting.published
    assert ("to_review", rally, workshop, 1) == (
        *(waiting.verdict, waiting.content),
        *(waiting.published.content, waiting.published.judged_version),
    )
    assert {"champs": "title, description, occurrences, place"} == waiting.reasons[-1].facts

    await rule(database, 1, REFUSED, based_on=3)
    await rule(database, 1, ACCEPTED, based_on=4)
    refused, accepted = (await told_decisions(database))[-2:]
    assert refused.published is None
    assert accepted.published
    assert (rally, waiting.published.first_published_at) == (
        accepted.published.content,
        accepted.published.first_published_at,
    )
    assert [(1, None), (2, 1), (3, 1), (4, None), (5, 2)] == [
        (row["version"], row["published_version"])
        for row in await rows(database, "SELECT version, published_version FROM decisions ORDER BY version")
    ]


async def test_an_amendment_under_review_that_is_withdrawn_is_offline(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await assess_all(database, changed(1, 2, content=content(themes=())))
    await assess_all(database, changed(1, 3, state="withdrawn"))

    assert [True, True, False] == [told.published is not None for told in await told_decisions(database)]


async def test_a_date_cancelled_under_review_is_told_as_cancelled(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    cancelled = replace(OCCURRENCE, state="cancelled", note="La salle est fermée.")
    await assess_all(database, changed(1, 2, content=content(themes=(), occurrences=(cancelled,))))

    told = (await told_decisions(database))[-1]
    assert told.published
    assert ("to_review", (cancelled,), CONTENT.themes) == (
        *(told.verdict, told.published.content.occurrences),
        told.published.content.themes,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers SET published = NULL",
        "UPDATE dossiers SET published = jsonb_set(published, '{judged_version}', '7')",
        "UPDATE dossiers SET verdict = 'refused'",
        "UPDATE dossiers SET first_published_at = NULL",
    ],
)
async def test_the_table_refuses_a_verdict_that_contradicts_what_is_published(
    database: Database, statement: str
) -> None:
    await keep(database)
    await assess_all(database, changed(1))

    with pytest.raises(asyncpg.CheckViolationError):
        async with database.transaction() as tx:
            await tx.execute(statement)


@pytest.mark.parametrize(
    "amendment",
    [
        {"content": content(open_to_all=False, access="invitation")},
        {"content": content(themes=("sport",))},
        {"region_code": "52"},
        {"content": content(title="Un autre titre")},
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


async def test_whoever_types_a_known_number_under_another_name_waits_and_the_structure_is_told_once_a_chamber_says_so(
    database: Database,
) -> None:
    await keep(database)
    fake = Organiser(name="Secours populaire", siret=SIRET)
    await assess_all(database, changed(1, organiser=fake))

    [told] = await told_decisions(database)
    assert ("to_review", "name_disagrees") == (told.verdict, told.reasons[1].code)
    assert [] == await told_structures(database)

    await rule(database, 1)
    [structure] = await told_structures(database)
    assert ("LA RESSOURCERIE DU CANAL", "Secours populaire") == (structure.name, structure.usual_name)


async def test_a_structure_that_waits_or_is_refused_is_not_told(database: Database) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    await keep(database, OUTSIDE, "999999022")
    await assess_all(database, changed(2, organiser=Organiser(name="Un syndicat", siren="999999022")))

    assert [] == await told_structures(database)


async def test_what_is_told_carries_the_correlation_of_what_it_answers(database: Database) -> None:
    await keep(database)
    async with database.transaction() as tx:
        await assess(tx, received(changed(1), correlation_id="story-of-one"), desk_of=desk_of)

    headers = [row["headers"] for row in await rows(database, "SELECT headers FROM outbox ORDER BY id")]
    assert ["story-of-one", "story-of-one"] == [header["ce_correlationid"] for header in headers]


async def test_the_history_cannot_be_rewritten(database: Database) -> None:
    await assess_all(database, changed(1))

    for statement in ("UPDATE decisions SET verdict = 'eligible'", "DELETE FROM decisions"):
        with pytest.raises(asyncpg.RestrictViolationError):
            async with database.transaction() as tx:
                await tx.execute(statement)
