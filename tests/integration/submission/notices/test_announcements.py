"""An organiser is written to when a registration is received and when it is decided, once each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.submission.consumer import decision_mails
from services.submission.manifestations.accept import accept
from services.submission.manifestations.withdraw import withdraw
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.kafka.records import read
from shared.postgres.database import Tx
from tests.integration.submission.manifestations.test_store import accepted, answer, new, request
from tests.integration.submission.notices.conftest import Mailing
from tests.support.builders import eligibility_decided, record_of
from tests.support.submission import organiser

PAGE = "https://ess.example/inscription"


async def decide(mailing: Mailing, *decisions: EligibilityDecided) -> None:
    """Hear decisions, each twice, and send what they ask for."""
    for decision in [*decisions, *decisions]:
        async with mailing.database.transaction() as tx:
            await handle_decisions(tx, decision)
    await mailing.run_due()


async def handle_decisions(tx: Tx, *decisions: EligibilityDecided) -> None:
    handle = decision_mails(lambda one: f"{PAGE}/{one}").handle
    await handle(tx, [read(DECISIONS, record_of(DECISIONS, decision)) for decision in decisions])


async def by_program(mailing: Mailing, account_id: UUID, **fields: Any) -> UUID:
    manifestation = replace(new(owner=str(account_id), **fields), by_program=True)
    caller = organiser(str(account_id))
    await accept(mailing.database, manifestation, request(), answer(manifestation), caller=caller)
    return manifestation.id


async def of_team(mailing: Mailing, members: Sequence[UUID]) -> None:
    """Give all that is registered to a team of these."""
    team_id = uuid4()
    async with mailing.database.transaction() as tx:
        await tx.execute("INSERT INTO teams (team_id, name) VALUES ($1, 'Ressourcerie')", team_id)
        await tx.execute("UPDATE manifestations SET team_id = $1", team_id)
        for account_id in members:
            await tx.execute("INSERT INTO team_members (team_id, account_id) VALUES ($1, $2)", team_id, account_id)


async def test_a_registration_has_one_receipt_with_the_address_of_its_page(mailing: Mailing) -> None:
    account_id = await mailing.account()
    manifestation = await accepted(mailing.database, owner=str(account_id))

    await mailing.run(times=2)

    [mail] = mailing.server.mails
    assert "Inscription reçue" in mail.subject
    assert "claire@ressourcerie.example" == mail.to
    assert f"/inscription/{manifestation.id}" in mail.part("plain")


async def test_a_decision_is_mailed_once_and_the_next_one_where_it_says_something_else(mailing: Mailing) -> None:
    manifestation_id = (await accepted(mailing.database, owner=str(await mailing.account()))).id
    await mailing.run()

    await decide(
        mailing,
        eligibility_decided(manifestation_id=manifestation_id, version=1, online=False),
        eligibility_decided(manifestation_id=manifestation_id, version=2),
        eligibility_decided(manifestation_id=manifestation_id, version=3),
        eligibility_decided(manifestation_id=manifestation_id, version=4, verdict="refused", online=False),
    )

    subjects = [mail.subject.split(": ")[-1] for mail in mailing.server.mails]
    assert sorted(subjects[:-1]) == ["acceptée, en ligne, peut être imprimée", "refusée"]
    assert f"{PAGE}/{manifestation_id}" in mailing.server.mails[0].part("plain")


@pytest.mark.parametrize("owner", ["program", "withdrawn", "stranger"])
async def test_nobody_is_written_to_who_has_no_address_or_waits_for_nothing(owner: str, mailing: Mailing) -> None:
    account_id = str(await mailing.account(None if owner == "program" else "claire@ressourcerie.example"))
    manifestation = await accepted(mailing.database, owner="0123abcd" if owner == "stranger" else account_id)
    if owner == "withdrawn":
        async with mailing.database.transaction() as tx:
            await withdraw(tx, manifestation, caller=organiser(), expected_version=1, now=manifestation.created_at)
        # Its receipt is worth nothing either, once it is withdrawn.
    await mailing.run()
    received = len(mailing.server.mails)

    await decide(mailing, eligibility_decided(manifestation_id=manifestation.id))

    assert [0, 0] == [received, len(mailing.server.mails)]


async def test_each_member_of_the_team_is_written_to_once_and_nobody_where_it_was_left_to_the_chamber(
    mailing: Mailing,
) -> None:
    addresses = ["claire@ressourcerie.example", "malo@ressourcerie.example"]
    members = [await mailing.account(address) for address in addresses]
    manifestation = await accepted(mailing.database, owner=str(await mailing.account("partie@ressourcerie.example")))
    await of_team(mailing, members)
    await mailing.run(times=2)
    await decide(mailing, eligibility_decided(manifestation_id=manifestation.id))
    received = sorted(mail.to for mail in mailing.server.mails)
    await mailing.execute("DELETE FROM team_members")
    await decide(
        mailing, eligibility_decided(manifestation_id=manifestation.id, version=9, verdict="refused", online=False)
    )

    assert sorted(addresses * 2) == received
    assert 4 == len(mailing.server.mails)


async def test_what_a_program_registers_has_no_receipt(mailing: Mailing) -> None:
    await by_program(mailing, await mailing.account())

    await mailing.run(times=2)

    assert [] == mailing.server.mails


async def test_decisions_on_what_a_program_registered_are_told_together_and_each_once(mailing: Mailing) -> None:
    account_id = await mailing.account()
    first, *others = [await by_program(mailing, account_id, title=f"Visite {number}") for number in range(4)]

    await decide(mailing, eligibility_decided(manifestation_id=first))
    async with mailing.database.transaction() as tx:
        await handle_decisions(tx, *[eligibility_decided(manifestation_id=each) for each in others[:2]])
    await mailing.run_due()
    at_once = len(mailing.server.mails)
    refused = eligibility_decided(manifestation_id=others[2], verdict="refused", online=False)
    await decide(mailing, refused, eligibility_decided(manifestation_id=others[0], version=2, online=True))
    await mailing.run(times=2)

    together, alone = mailing.server.mails
    assert 1 == at_once
    assert "acceptée" in alone.subject
    assert f"/inscription/{first}" in alone.part("plain")
    assert "3 décisions" in together.subject
    lines = [line for line in together.part("plain").splitlines() if "Visite" in line]
    assert ["Visite 3", "Visite 1", "Visite 2"] == [line.split("\u00a0")[1] for line in lines]
    assert "/mes-manifestations" in together.part("plain")


async def test_each_member_of_a_team_is_told_together_but_not_of_what_was_withdrawn(mailing: Mailing) -> None:
    members = [await mailing.account(address) for address in ("claire@r.example", "malo@r.example")]
    kept, withdrawn = [await by_program(mailing, members[0], title=f"Visite {number}") for number in range(2)]
    await of_team(mailing, members)

    async with mailing.database.transaction() as tx:
        await handle_decisions(tx, *[eligibility_decided(manifestation_id=each) for each in (kept, withdrawn)])
    await mailing.execute(f"UPDATE manifestations SET state = 'withdrawn', version = 2 WHERE id = '{withdrawn}'")
    await mailing.run(times=2)

    assert ["claire@r.example", "malo@r.example"] == sorted(mail.to for mail in mailing.server.mails)
    assert all("Visite 0" in mail.subject for mail in mailing.server.mails)
