"""A team looks after the manifestations of its structure: whoever comes and goes, they are nobody's alone."""

from uuid import UUID

from shared.identity.store import find_account
from shared.postgres.database import Database
from tests.integration.submission.teams.support import (
    accept,
    get,
    invite,
    may_change,
    may_not_change,
    post,
    register,
    share,
)
from tests.support.accounts import signed_in
from tests.support.service import Client

CLAIRE, MALO, NADIA = "claire@exemple.fr", "malo@exemple.fr", "nadia@exemple.fr"


async def test_a_colleague_who_was_invited_looks_after_all_of_the_structure_s(
    client: Client, database: Database
) -> None:
    claire, malo = await signed_in(database, CLAIRE, name="Claire Martin"), await signed_in(database, MALO)
    first = await register(client, claire)
    team = await share(client, claire, first)
    token = await invite(client, database, claire, f"{team}/inviter", "Malo@Exemple.fr")

    await may_not_change(client, malo, first)

    shown = await get(client, malo, f"/invitation?jeton={token}")
    accepted = await accept(client, malo, token)

    assert "Claire Martin" in shown.text
    assert (303, team) == (accepted.status_code, accepted.headers["location"])
    await may_change(client, malo, first)

    second = await register(client, malo, title="Une seconde porte ouverte")

    await may_change(client, claire, second)
    assert "Une seconde porte ouverte" in (await get(client, claire, "/mes-manifestations")).text


async def test_an_invitation_serves_once_and_only_the_address_that_was_invited(
    client: Client, database: Database
) -> None:
    claire, malo, nadia = [await signed_in(database, email) for email in (CLAIRE, MALO, NADIA)]
    team = await share(client, claire, await register(client, claire))
    token = await invite(client, database, claire, f"{team}/inviter", MALO)
    async with database.transaction(readonly=True) as tx:
        kept = str(await tx.fetch("SELECT invitations::text FROM invitations"))

    assert token not in kept
    assert 403 == (await accept(client, nadia, token)).status_code
    assert 303 == (await accept(client, malo, token)).status_code
    assert 404 == (await accept(client, malo, token)).status_code
    assert 404 == (await get(client, nadia, team)).status_code


async def test_looking_at_an_invitation_accepts_nothing(client: Client, database: Database) -> None:
    claire = await signed_in(database, CLAIRE)
    team = await share(client, claire, await register(client, claire))
    token = await invite(client, database, claire, f"{team}/inviter", MALO)
    page = await client.get(f"/invitation?jeton={token}", headers={"Accept": "text/html"})
    malo = await signed_in(database, MALO)

    assert (200, "no-store") == (page.status_code, page.headers["cache-control"])
    assert f"jeton%3D{token}" in page.text
    assert 303 == (await accept(client, malo, token)).status_code


async def test_an_invitation_that_is_old_or_taken_back_leads_nowhere(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    team = await share(client, claire, await register(client, claire))
    old, back = [await invite(client, database, claire, f"{team}/inviter", MALO) for _ in range(2)]
    async with database.transaction() as tx:
        await tx.execute(
            """
            UPDATE invitations SET invited_at = now() - interval '15 days'
            WHERE invitation_id = (SELECT invitation_id FROM invitations ORDER BY invited_at LIMIT 1)
            """
        )
        waiting = await tx.fetchval("SELECT invitation_id FROM invitations ORDER BY invited_at DESC LIMIT 1")
    taken = await post(client, claire, f"{team}/invitations/{waiting}/annuler")

    assert 303 == taken.status_code
    assert [404, 404] == [(await accept(client, malo, token)).status_code for token in (old, back)]


async def test_the_last_member_leaves_to_a_successor_or_to_the_chamber(client: Client, database: Database) -> None:
    claire, malo = await signed_in(database, CLAIRE), await signed_in(database, MALO)
    bretagne = await signed_in(database, NADIA, region="53")
    kept = await register(client, claire)
    team = await share(client, claire, kept)
    token = await invite(client, database, claire, f"{team}/inviter", MALO)
    alone = await post(client, claire, f"{team}/quitter")

    # An invitation is not yet a successor.
    assert (409, True) == (alone.status_code, "confier les manifestations" in alone.text)
    await may_change(client, claire, kept)

    await accept(client, malo, token)

    assert 303 == (await post(client, claire, f"{team}/quitter")).status_code
    await may_not_change(client, claire, kept)
    await may_change(client, malo, kept)
    assert 409 == (await post(client, malo, f"{team}/quitter")).status_code
    assert 303 == (await post(client, malo, f"{team}/quitter", confier="1")).status_code
    await may_not_change(client, malo, kept)
    await may_change(client, bretagne, kept)


async def test_who_is_in_which_team_is_told_to_every_service(client: Client, database: Database) -> None:
    claire = await signed_in(database, CLAIRE)
    team = await share(client, claire, await register(client, claire))
    async with database.transaction(readonly=True) as tx:
        known = await find_account(tx, claire.account_id)

    assert known
    assert [UUID(team.rpartition("/")[2])] == [held.team_id for held in known.roles]


async def test_a_bad_address_is_named_in_the_form(client: Client, database: Database) -> None:
    claire = await signed_in(database, CLAIRE)
    team = await share(client, claire, await register(client, claire))
    for given in ("", "malo"):
        answer = await post(client, claire, f"{team}/inviter", email=given)

        assert (422, True) == (answer.status_code, "Adresse électronique" in answer.text)
