"""An organiser is written to when a registration is received and when it is decided, once each."""

from uuid import uuid4

import pytest

from services.submission.consumer import decision_mails
from services.submission.manifestations.withdraw import withdraw
from shared.contracts.eligibility import DECISIONS, EligibilityDecided
from shared.kafka.records import read
from tests.integration.submission.manifestations.test_store import accepted
from tests.integration.submission.notices.conftest import Mailing
from tests.support.builders import eligibility_decided, record_of
from tests.support.submission import organiser

PAGE = "https://ess.example/inscription"


async def decide(mailing: Mailing, *decisions: EligibilityDecided) -> None:
    """Hear decisions, each twice, and send what they ask for."""
    handle = decision_mails(lambda one: f"{PAGE}/{one}").handle
    for decision in [*decisions, *decisions]:
        async with mailing.database.transaction() as tx:
            await handle(tx, [read(DECISIONS, record_of(DECISIONS, decision))])
    await mailing.run()


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
    team_id = uuid4()
    async with mailing.database.transaction() as tx:
        await tx.execute("INSERT INTO teams (team_id, name) VALUES ($1, 'Ressourcerie')", team_id)
        await tx.execute("UPDATE manifestations SET team_id = $1", team_id)
        for account_id in members:
            await tx.execute("INSERT INTO team_members (team_id, account_id) VALUES ($1, $2)", team_id, account_id)
    await mailing.run(times=2)
    await decide(mailing, eligibility_decided(manifestation_id=manifestation.id))
    received = sorted(mail.to for mail in mailing.server.mails)
    await mailing.execute("DELETE FROM team_members")
    await decide(
        mailing, eligibility_decided(manifestation_id=manifestation.id, version=9, verdict="refused", online=False)
    )

    assert sorted(addresses * 2) == received
    assert 4 == len(mailing.server.mails)
