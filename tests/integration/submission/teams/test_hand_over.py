"""A manifestation changes hands, and a chamber acts for whoever has it; the history names everybody."""

import re
from datetime import UTC, datetime

from services.submission.accounts.grant import withdraw
from services.submission.editions.move import archive_edition
from shared.contracts.submission import MANIFESTATIONS
from shared.postgres.database import Database
from tests.integration.submission.teams.support import (
    accept,
    get,
    invite,
    may_change,
    may_not_change,
    owner_of,
    post,
    register,
    share,
)
from tests.support.accounts import signed_in
from tests.support.service import Client

CLAIRE, MALO, NADIA = "claire@exemple.fr", "malo@exemple.fr", "nadia@exemple.fr"


async def test_it_is_the_other_s_once_they_accept_and_not_before(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    given = await register(client, claire)
    token = await invite(client, database, claire, f"/inscription/{given}/remettre", MALO)

    await may_change(client, claire, given)
    await may_not_change(client, malo, given)

    accepted = await accept(client, malo, token)

    assert f"/inscription/{given}" == accepted.headers["location"]
    await may_not_change(client, claire, given)
    await may_change(client, malo, given)
    assert (str(malo.account_id), None, 2) == await owner_of(database, given)


async def test_it_is_told_as_a_version_that_says_the_same(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    given = await register(client, claire)
    await accept(client, malo, await invite(client, database, claire, f"/inscription/{given}/remettre", MALO))
    async with database.transaction(readonly=True) as tx:
        payloads = await tx.fetch("SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", MANIFESTATIONS.topic)
    before, after = [MANIFESTATIONS.decode(row["payload"]) for row in payloads]

    assert (before.content, before.organiser, before.note) == (after.content, after.organiser, after.note)
    assert (str(claire.account_id), str(malo.account_id)) == (before.owner, after.owner)


async def test_it_goes_into_the_new_owner_s_team_of_the_structure(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    team = await share(client, malo, await register(client, malo))
    given = await register(client, claire, title="Celle de Claire")
    await accept(client, malo, await invite(client, database, claire, f"/inscription/{given}/remettre", MALO))

    assert team.endswith(str((await owner_of(database, given))[1]))


async def test_a_withdrawn_one_is_handed_to_nobody(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    given = await register(client, claire)
    token = await invite(client, database, claire, f"/inscription/{given}/remettre", MALO)
    await post(client, claire, f"/inscription/{given}/retirer", _version="1")

    assert 409 == (await get(client, claire, f"/inscription/{given}/remettre")).status_code
    assert 409 == (await accept(client, malo, token)).status_code


async def test_a_chamber_registers_and_hands_over_to_the_organiser(client: Client, database: Database) -> None:
    nadia = await signed_in(database, NADIA, name="Nadia Le Goff", region="53")
    claire = await signed_in(database, CLAIRE, name="Claire Martin")
    given = await register(client, nadia)
    await accept(client, claire, await invite(client, database, nadia, f"/inscription/{given}/remettre", CLAIRE))
    await post(client, nadia, f"/inscription/{given}/retirer", _version="2")
    seen = (await get(client, claire, f"/inscription/{given}/historique")).text.replace("\u202f", " ")
    by_chamber = (await get(client, nadia, f"/inscription/{given}/historique")).text.replace("\u202f", " ")

    assert "<strong>Retirée</strong> par Nadia Le Goff (CRESS Bretagne) pour vous" in seen
    assert "<strong>Reprise</strong> par vous" in seen
    assert "<strong>Retirée</strong> par vous (CRESS Bretagne) pour Claire Martin" in by_chamber
    assert "@" not in seen.partition("<main")[2].partition("</main>")[0]


async def test_another_chamber_sees_no_history(client: Client, database: Database) -> None:
    claire, normandie = await signed_in(database, CLAIRE), await signed_in(database, NADIA, region="28")
    given = await register(client, claire)

    assert 404 == (await get(client, normandie, f"/inscription/{given}/historique")).status_code


async def test_a_chamber_invites_a_colleague_and_the_log_says_who_did(client: Client, database: Database) -> None:
    nadia, malo = await signed_in(database, NADIA, region="53"), await signed_in(database, MALO)
    token = await invite(client, database, nadia, "/chambre/inviter", MALO)
    async with database.transaction(readonly=True) as tx:
        letter = await tx.fetchval("SELECT letter::text FROM mails WHERE kind = 'invitation'")

    assert "modérer les manifestations de la région Bretagne" in letter
    assert 403 == (await get(client, malo, "/chambre")).status_code
    assert "/chambre" == (await accept(client, malo, token)).headers["location"]
    assert "malo@exemple.fr" in (await get(client, nadia, "/chambre")).text
    async with database.transaction(readonly=True) as tx:
        granted = await tx.fetchrow(
            "SELECT role, region_code, given_by FROM account_grants WHERE account_id = $1", malo.account_id
        )
    assert granted
    assert ("moderator", "53", nadia.account_id) == tuple(granted)


async def test_whoever_is_of_the_chamber_no_more_has_let_nobody_in(client: Client, database: Database) -> None:
    nadia, malo = await signed_in(database, NADIA, region="53"), await signed_in(database, MALO)
    claire = await signed_in(database, CLAIRE)
    given = await register(client, claire)
    into_chamber = await invite(client, database, nadia, "/chambre/inviter", MALO)
    offer = await invite(client, database, nadia, f"/inscription/{given}/remettre", MALO)
    async with database.transaction() as tx:
        await withdraw(tx, nadia.account_id, "moderator")

    shown = [(await get(client, malo, f"/invitation?jeton={token}")).status_code for token in (into_chamber, offer)]
    accepted = [(await accept(client, malo, token)).status_code for token in (into_chamber, offer)]

    assert ([404, 404], [404, 404]) == (shown, accepted)
    assert (str(claire.account_id), None, 1) == await owner_of(database, given)


async def test_an_offer_is_taken_back_and_its_mail_is_not_sent(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    given = await register(client, claire)
    token = await invite(client, database, claire, f"/inscription/{given}/remettre", MALO)
    page = (await get(client, claire, f"/inscription/{given}/remettre")).text
    [take_back] = re.findall(rf"/inscription/{given}/remettre/invitations/[0-9a-f-]+/annuler", page)

    assert 404 == (await post(client, malo, take_back)).status_code
    assert 303 == (await post(client, claire, take_back)).status_code
    assert 404 == (await accept(client, malo, token)).status_code
    async with database.transaction(readonly=True) as tx:
        left = await tx.fetchrow("SELECT state, letter, email FROM mails WHERE kind = 'invitation'")
    assert left
    assert ("given_up", None, None) == tuple(left)


async def test_in_an_archived_edition_nothing_changes_hands(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    given = await register(client, claire)
    token = await invite(client, database, claire, f"/inscription/{given}/remettre", MALO)
    async with database.transaction() as tx:
        await archive_edition(tx, 2026, now=datetime.now(UTC))

    accepted = await accept(client, malo, token)
    offered = await post(client, claire, f"/inscription/{given}/remettre", email=NADIA)

    assert [409, 409] == [accepted.status_code, offered.status_code]
    assert "archivée" in accepted.text
    assert (str(claire.account_id), None, 1) == await owner_of(database, given)
