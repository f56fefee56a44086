"""A chamber decides: on what it read, in its own region, and as often as it must."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.eligibility.criteria.facts import Answer
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.errors import AlreadyWithdrawn, DossierUnknown
from services.eligibility.dossiers.rules.dossier import Dossier
from services.eligibility.dossiers.rules.ruling import Ruling
from services.eligibility.register.look_up import FOUND_STAYS
from services.eligibility.structures.identify import identify
from shared.contracts.content import Organiser
from shared.errors import NotAllowed, VersionChanged
from shared.identity.caller import Caller
from shared.postgres.database import Database
from tests.integration.eligibility.support import (
    ASSOCIATION,
    COMPANY,
    OUTSIDE,
    SIREN,
    assess_all,
    changed,
    history,
    keep,
    rows,
    told_decisions,
    told_structures,
)
from tests.support.builders import RENNES, content

BRETAGNE = Caller(account_id="c0ffee53", role="moderator", region_code="53", name="CRESS Bretagne")
LOIRE = Caller(account_id="c0ffee52", role="moderator", region_code="52", name="CRESS des Pays de la Loire")
NATIONAL = Caller(account_id="c0ffee00", role="national", region_code=None, name="Équipe nationale")
ORGANISER = Caller(account_id="c0ffee01", role="organiser", region_code=None, name="Une structure")
ACCEPTED = Ruling(verdict="eligible", message="Statuts vus par la chambre.")
REFUSED = Ruling(verdict="refused", message="Sans lien avec l’ESS.")


ELSEWHERE = {"place": replace(RENNES, commune_code="35288", commune_name="Saint-Malo", name="Le môle")}


async def waiting(database: Database, **fields: Any) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1, **fields))


async def forget_the_register(database: Database) -> None:
    """Let so much time pass that no answer of the register is fresh."""
    async with database.transaction() as tx:
        by = FOUND_STAYS + timedelta(days=1)
        await tx.execute("UPDATE register_entries SET fetched_at = fetched_at - $1::interval", by)


async def rule(
    database: Database, ruling: Ruling = ACCEPTED, *, caller: Caller = BRETAGNE, based_on: int = 1, number: int = 1
) -> Dossier:
    async with database.transaction() as tx:
        return await decide(tx, manifestation_id=UUID(int=number), ruling=ruling, caller=caller, based_on=based_on)


async def id_of(database: Database, organiser: Organiser, answer: Answer) -> UUID:
    async with database.transaction(readonly=True) as tx:
        return (await identify(tx, [(organiser, answer)])).id_of(organiser, answer)


async def test_an_acceptance_is_told_with_the_chambers_sentence(database: Database) -> None:
    await waiting(database)
    decided = await rule(database)

    told = (await told_decisions(database))[-1]
    assert decided.decided() == told
    assert (2, 1, "eligible", "chamber") == (told.version, told.judged_version, told.verdict, told.decided_by)
    assert told.published
    assert (1, True) == (told.published.judged_version, told.published.paper)
    reason = told.reasons[-1]
    assert ("chamber", "accepted", "met", ACCEPTED.message) == (
        *(reason.criterion, reason.code, reason.outcome),
        reason.message,
    )


async def test_who_accepts_a_programme_accepts_none_of_its_parts(database: Database) -> None:
    await waiting(database)
    await assess_all(database, changed(2, content=content(**ELSEWHERE, parent_id=UUID(int=1))))
    before = [each for each in await told_decisions(database) if each.manifestation_id == UUID(int=2)]

    await rule(database)

    after = [each for each in await told_decisions(database) if each.manifestation_id == UUID(int=2)]
    assert before == after
    assert {each.published for each in after} == {None}


async def test_an_accepted_structure_is_told_though_no_rule_knew_it(database: Database) -> None:
    await waiting(database)
    await rule(database)

    [structure] = await told_structures(database)
    assert ("commercial", 1) == (structure.legal_family, structure.version)


async def test_a_structure_without_any_register_is_told_in_the_region_of_its_manifestation(database: Database) -> None:
    await keep(database, None, "W442000009")
    await assess_all(database, changed(1, organiser=Organiser(name="Un collectif", rna="W442000009")))
    await rule(database)

    [structure] = await told_structures(database)
    assert ("Un collectif", None, "53", None) == (
        *(structure.name, structure.legal_family, structure.region_code),
        structure.siren,
    )


async def test_a_typed_name_changes_nothing_that_is_told_of_a_structure(database: Database) -> None:
    await keep(database, ASSOCIATION)
    await assess_all(database, changed(1))
    await assess_all(database, changed(2, organiser=replace(changed(2).organiser, name="Des usurpateurs")))

    assert [ASSOCIATION.name] == [structure.name for structure in await told_structures(database)]


async def test_a_refusal_is_not_undone_by_registering_the_same_again(database: Database) -> None:
    await keep(database, ASSOCIATION)
    await assess_all(database, changed(1))
    await rule(database, REFUSED)
    await assess_all(database, changed(1, 3, state="withdrawn"))
    await assess_all(database, changed(2))

    assert [(1, 1, "to_review", "rules")] == await history(database, 2)


async def test_a_refusal_is_not_undone_by_amending_another_manifestation_into_it(database: Database) -> None:
    await keep(database, ASSOCIATION)
    elsewhere = {**ELSEWHERE, "title": "Bal des voisins", "description": "On danse jusqu’au matin, venez en nombre."}
    await assess_all(database, changed(1), changed(2, content=content(**elsewhere)))
    await rule(database, REFUSED)
    await assess_all(database, changed(2, 2))

    assert [(1, 1, "eligible", "rules"), (2, 2, "to_review", "rules")] == await history(database, 2)


@pytest.mark.parametrize("access", ["invitation", "professionals", None])
async def test_an_acceptance_does_not_print_what_is_not_open_to_all(database: Database, access: str | None) -> None:
    await waiting(database, content=content(open_to_all=False, access=access))
    decided = await rule(database)

    assert decided.published
    assert not decided.published.paper


async def test_a_refusal_takes_offline_what_the_rules_had_accepted(database: Database) -> None:
    await keep(database, ASSOCIATION)
    await assess_all(database, changed(1))
    decided = await rule(database, REFUSED)

    assert ("refused", None) == (decided.verdict, decided.published)


async def test_a_chamber_may_accept_what_the_rules_refused(database: Database) -> None:
    await keep(database, OUTSIDE)
    await assess_all(database, changed(1))
    await rule(database)

    assert [(1, 1, "refused", "rules"), (2, 1, "eligible", "chamber")] == await history(database, 1)


async def test_a_refusal_may_become_an_acceptance_later_and_the_last_word_stands_alone(database: Database) -> None:
    await waiting(database)
    await rule(database, REFUSED)
    decided = await rule(database, ACCEPTED, based_on=2)

    assert [
        (1, 1, "to_review", "rules"),
        (2, 1, "refused", "chamber"),
        (3, 1, "eligible", "chamber"),
    ] == await history(database, 1)
    assert ["accepted"] == [reason.code for reason in decided.reasons if reason.criterion == "chamber"]


async def test_the_national_team_decides_in_every_region_and_signs_as_such(database: Database) -> None:
    await waiting(database)
    decided = await rule(database, caller=NATIONAL)

    assert "national" == decided.decided_by


async def test_the_history_knows_which_account_decided_and_the_topic_does_not(database: Database) -> None:
    await waiting(database)
    await rule(database)

    assert [None, BRETAGNE.account_id] == [
        row["account_id"] for row in await rows(database, "SELECT account_id FROM decisions ORDER BY version")
    ]
    payloads = await rows(database, "SELECT payload FROM outbox")
    assert payloads
    assert not any(BRETAGNE.account_id.encode() in row["payload"] for row in payloads)


@pytest.mark.parametrize("caller", [LOIRE, ORGANISER])
async def test_nobody_else_decides(database: Database, caller: Caller) -> None:
    await waiting(database)
    with pytest.raises(NotAllowed):
        await rule(database, caller=caller)

    assert 1 == len(await history(database, 1))


async def test_a_decision_on_a_state_that_has_changed_is_not_taken(database: Database) -> None:
    await waiting(database)
    await assess_all(database, changed(1, 2, content=content(title="Un autre titre")))
    with pytest.raises(VersionChanged):
        await rule(database, based_on=1)

    assert 2 == len(await history(database, 1))


async def test_what_was_withdrawn_is_not_decided(database: Database) -> None:
    await waiting(database)
    await assess_all(database, changed(1, 2, state="withdrawn"))
    with pytest.raises(AlreadyWithdrawn):
        await rule(database, based_on=2)


async def test_an_unknown_dossier_is_not_decided(database: Database) -> None:
    with pytest.raises(DossierUnknown):
        await rule(database, number=404)


async def test_a_decision_long_after_the_register_was_asked_is_about_the_same_structure(database: Database) -> None:
    by_rna = Organiser(name="La Ressourcerie du canal", rna="W442000001")
    await keep(database, replace(ASSOCIATION, rna=by_rna.rna), "W442000001")
    await assess_all(database, changed(2, organiser=by_rna), changed(1, organiser=by_rna, content=content(themes=())))
    await forget_the_register(database)
    decided = await rule(database)

    assert decided.published
    expected = await id_of(database, by_rna, ASSOCIATION)
    assert {expected} == {each.structure_id for each in await told_structures(database)}
    assert decided.published.structure_id == expected


async def test_an_amendment_while_the_register_is_silent_is_of_the_same_structure(database: Database) -> None:
    by_rna = Organiser(name="La Ressourcerie du canal", rna="W442000001")
    await keep(database, replace(COMPANY, rna=by_rna.rna), "W442000001")
    await assess_all(database, changed(1, organiser=by_rna))
    await forget_the_register(database)
    await assess_all(database, changed(1, 2, organiser=by_rna, content=content(title="Un autre titre")))
    await rule(database, based_on=2)

    [structure] = await told_structures(database)
    assert (await id_of(database, by_rna, COMPANY), SIREN) == (structure.structure_id, structure.siren)


async def test_what_was_known_of_one_organiser_is_not_said_of_the_next(database: Database) -> None:
    another = Organiser(name="Un collectif", rna="W442000009")
    await waiting(database)
    await assess_all(database, changed(1, 2, organiser=another))
    await rule(database, based_on=2)

    [structure] = await told_structures(database)
    assert (await id_of(database, another, "unavailable"), None) == (structure.structure_id, structure.siren)


async def test_what_the_register_said_after_the_judgement_counts_where_it_was_silent_before(database: Database) -> None:
    by_rna = Organiser(name="La Ressourcerie du canal", rna="W442000001")
    await assess_all(database, changed(1, organiser=by_rna))
    await keep(database, replace(ASSOCIATION, rna=by_rna.rna), "W442000001")
    await rule(database)

    [structure] = await told_structures(database)
    assert await id_of(database, by_rna, ASSOCIATION) == structure.structure_id
