"""Having the register's answers at hand, and coming back to what only waited for them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.eligibility.consumer import before_manifestation_changed
from services.eligibility.criteria.facts import Answer
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.recheck import recheck, recheck_now_and_then
from services.eligibility.dossiers.rules.ruling import Ruling
from services.eligibility.register.client import Register
from services.eligibility.register.look_up import (
    FOUND_STAYS,
    MISSING_STAYS,
    RECENT_SECONDS,
    Recent,
    look_up,
    register_answers,
)
from shared.contracts.content import Organiser
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.support import (
    ASSOCIATION,
    SIREN,
    SIRET,
    Scripted,
    assess_all,
    changed,
    history,
    keep,
    received,
    rows,
    told_decisions,
    told_structures,
)
from tests.support.eventually import eventually

BY_SIREN = Organiser(name="La Ressourcerie du canal", siren=SIREN)
AS_A_WHOLE = replace(ASSOCIATION, establishment_state=None)
RNF = "092-FE-00061-08"
NATIONAL = Caller(account_id="c0ffee00", role="national", region_code=None, name="Équipe nationale")


async def entries(database: Database) -> list[dict[str, Any]]:
    return await rows(database, "SELECT identifier, found FROM register_entries ORDER BY identifier")


async def age(database: Database, by: timedelta) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE register_entries SET fetched_at = fetched_at - $1::interval", by)


async def test_an_answer_is_kept_and_not_asked_for_again(
    database: Database, register: Register, scripted: Scripted
) -> None:
    scripted.knows(ASSOCIATION)
    for _ in range(2):
        await look_up(database, register, [BY_SIREN, BY_SIREN])

    assert [{"identifier": SIREN, "found": True}] == await entries(database)
    assert 1 == len(scripted.asked)


@pytest.mark.parametrize(("known", "stays"), [(True, FOUND_STAYS), (False, MISSING_STAYS)])
async def test_an_answer_is_good_for_some_days_and_shorter_where_nothing_was_found(
    *, database: Database, register: Register, scripted: Scripted, known: bool, stays: timedelta
) -> None:
    if known:
        scripted.knows(ASSOCIATION)
    await look_up(database, register, [BY_SIREN])
    await age(database, stays - timedelta(minutes=1))
    await look_up(database, register, [BY_SIREN])
    assert 1 == len(scripted.asked)

    await age(database, timedelta(minutes=2))
    await look_up(database, register, [BY_SIREN])
    assert 2 == len(scripted.asked)


async def test_an_answer_read_a_moment_ago_is_not_read_again_and_after_a_minute_it_is(
    database: Database, register: Register, scripted: Scripted
) -> None:
    now = 0.0
    recent = Recent(clock=lambda: now)
    scripted.knows(ASSOCIATION)
    for _ in range(2):
        # What the register has just said is kept first, and read the next time.
        await look_up(database, register, [BY_SIREN], recent)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM register_entries")

    now = RECENT_SECONDS - 1.0
    await look_up(database, register, [BY_SIREN], recent)
    async with database.transaction(readonly=True) as tx:
        assert [AS_A_WHOLE] == await register_answers(tx, [BY_SIREN], recent)
    assert 1 == len(scripted.asked)

    now = RECENT_SECONDS + 1.0
    await look_up(database, register, [BY_SIREN], recent)
    assert 2 == len(scripted.asked)


async def test_a_foundations_number_beside_another_counts_where_both_are_of_one_unit(database: Database) -> None:
    foundation = replace(ASSOCIATION, legal_category="9300", rnf=RNF)
    both = Organiser(name="La Ressourcerie du canal", siren=SIREN, rnf=RNF)

    async def answered() -> Answer:
        async with database.transaction(readonly=True) as tx:
            [answer] = await register_answers(tx, [both])
        return answer

    await keep(database, replace(foundation, rnf=None), SIREN)
    assert "unavailable" == await answered()
    await keep(database, foundation, RNF)
    assert foundation == await answered()
    await keep(database, replace(foundation, siren="999999022"), RNF)
    assert replace(foundation, rnf=None) == await answered()
    await keep(database, None, RNF)
    assert replace(foundation, rnf=None) == await answered()


async def test_all_numbers_that_say_something_are_asked_for(
    database: Database, register: Register, scripted: Scripted
) -> None:
    await look_up(database, register, [Organiser(name="A", siren=SIREN, rna="W442000001", rnf=RNF)])

    assert [RNF, SIREN] == sorted(asked["q"] for asked in scripted.asked)


async def test_a_silent_register_leaves_nothing_behind(
    database: Database, register: Register, scripted: Scripted
) -> None:
    scripted.fails()
    await look_up(database, register, [BY_SIREN])

    assert [] == await entries(database)


async def test_nothing_is_asked_about_whoever_has_no_number_or_withdraws(
    database: Database, register: Register, scripted: Scripted
) -> None:
    events = [changed(1, organiser=Organiser(name="Un collectif")), changed(2, 2, state="withdrawn")]
    await before_manifestation_changed(received(*events), database=database, register=register, recent=Recent())

    assert [] == scripted.asked


async def test_no_name_and_nobody_is_kept_of_an_answer(
    database: Database, register: Register, scripted: Scripted
) -> None:
    scripted.body = (
        b'{"results": [{"siren": "999999014", "nom_complet": "CAMILLE FICTIF", "dirigeants": [{"nom": "FICTIF"}]}]}'
    )
    await look_up(database, register, [BY_SIREN])

    [row] = await rows(database, "SELECT facts::text AS facts FROM register_entries")
    assert "FICTIF" not in row["facts"]


async def test_what_waited_for_the_register_is_settled_once_it_answers(
    database: Database, register: Register, scripted: Scripted
) -> None:
    scripted.fails()
    await assess_all(database, changed(1))
    assert 0 == await recheck(database, register)

    scripted.knows(ASSOCIATION)
    assert 1 == await recheck(database, register)
    assert [(1, 1, "to_review", "rules"), (2, 1, "eligible", "rules")] == await history(database, 1)
    assert 1 == len(await told_structures(database))
    assert 0 == await recheck(database, register)


async def test_a_recheck_is_tied_to_the_change_it_completes(
    database: Database, register: Register, scripted: Scripted
) -> None:
    await assess_all(database, changed(1))
    scripted.knows(ASSOCIATION)
    await recheck(database, register)

    headers = await rows(database, "SELECT headers ->> 'ce_correlationid' AS id FROM outbox")
    assert {"story"} == {row["id"] for row in headers}


async def test_a_chamber_that_decided_meanwhile_is_not_overruled(
    database: Database, register: Register, scripted: Scripted
) -> None:
    await assess_all(database, changed(1))
    async with database.transaction() as tx:
        ruling = Ruling(verdict="refused", message="Sans lien avec l’ESS.")
        await decide(tx, manifestation_id=UUID(int=1), ruling=ruling, caller=NATIONAL, based_on=1)
    scripted.knows(ASSOCIATION)

    assert 0 == await recheck(database, register)
    assert (2, 1, "refused", "national") == (await history(database, 1))[-1]


async def test_two_workers_that_recheck_at_once_decide_once(
    database: Database, register: Register, scripted: Scripted
) -> None:
    await assess_all(database, *(changed(number) for number in range(1, 21)))
    scripted.knows(ASSOCIATION)
    async with database.transaction() as tx:
        await tx.execute("SELECT FROM dossiers FOR UPDATE")
        workers = [asyncio.create_task(recheck(database, register)) for _ in range(2)]
        await eventually(lambda: both_wait(database))

    settled = [await worker for worker in workers]

    assert [0, 20] == sorted(settled)
    assert 40 == len(await told_decisions(database))


async def both_wait(database: Database) -> bool:
    """Return True once two sessions, which have both listed what waits, stand before the same rows."""
    waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return len(await rows(database, waiting)) == 2


async def test_what_waits_for_a_chamber_only_is_not_rechecked(
    database: Database, register: Register, scripted: Scripted
) -> None:
    await keep(database, None, SIRET)
    await assess_all(database, changed(1))
    scripted.knows(ASSOCIATION)

    assert 0 == await recheck(database, register)


async def test_the_loop_outlives_an_outage_and_settles_what_waited(
    database: Database, register: Register, scripted: Scripted
) -> None:
    scripted.fails()
    await assess_all(database, changed(1))
    loop = asyncio.create_task(recheck_now_and_then(database, register, every=0.01))

    async def asked_in_vain() -> bool:
        return len(scripted.asked) >= 2

    async def settled() -> bool:
        return (await history(database, 1))[-1][2] == "eligible"

    await eventually(asked_in_vain)
    scripted.knows(ASSOCIATION)
    await eventually(settled)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop
