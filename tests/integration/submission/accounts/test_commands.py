"""What an operator does on the machine: the first manager, keys of programs, a link where there is no mail."""

import pytest

from services.submission.accounts.signing_keys import signing_key
from shared.clock import at_present
from shared.identity.recent import Recent
from shared.identity.recognise import caller_of_key
from shared.identity.store import list_session_keys
from shared.postgres.database import Database
from tests.integration.submission.organiser_space.browsing import BROWSER
from tests.support.command import Finished, moisess
from tests.support.service import Client


async def run(url: str, *arguments: str) -> Finished:
    return await moisess(*arguments, environment={"SUBMISSION_DATABASE_URL": url})


async def test_the_first_manager_is_made_on_the_machine_and_signs_in_by_a_link(
    client: Client, database_url: str
) -> None:
    granted = await run(database_url, "accounts", "grant", "national", "equipe@exemple.fr")
    shown = await run(database_url, "accounts", "list")
    link = await run(database_url, "accounts", "link", "equipe@exemple.fr")
    [address] = [line for line in link.output.splitlines() if line.startswith("http")]
    answer = await client.post(
        "/connexion/lien", data={"jeton": address.partition("jeton=")[2]}, headers=BROWSER, follow_redirects=False
    )
    log = await run(database_url, "accounts", "log")

    assert [0, 0, 0, 0] == [granted.code, shown.code, link.code, log.code]
    assert address.startswith("http://127.0.0.1:8001/connexion/lien?jeton=")
    assert answer.status_code == 303
    assert "équipe nationale" in (await client.get("/compte", headers=BROWSER)).text.lower()
    assert "equipe@exemple.fr" in shown.output
    assert "donné" in log.output
    assert "sign_in_asked" in link.output


async def test_a_key_is_created_replaced_listed_and_revoked(database: Database, database_url: str) -> None:
    wanted = ("--program", "Agenda de la ville", "--name", "Lecture", "--scope", "read")
    created = await run(database_url, "keys", "create", *wanted)
    [text] = [line for line in created.output.splitlines() if line.startswith("moisess_")]
    key_id, secret = text.split("_", 2)[1:]
    caller, may_write = await caller_of_key(Recent(database), text, now=at_present())
    rotated = await run(database_url, "keys", "rotate", key_id)
    revoked = await run(database_url, "keys", "revoke", key_id)
    shown = await run(database_url, "keys", "list")

    assert (caller.role, may_write) == ("service", False)
    assert [0, 0, 0, 0] == [created.code, rotated.code, revoked.code, shown.code]
    assert "moisess_" in rotated.output
    assert "Agenda de la ville" in shown.output
    assert [shown.output.count("révoquée"), shown.output.count("active")] == [1, 1]
    assert secret not in rotated.output + revoked.output + shown.output


async def test_everybody_is_signed_out_when_it_is_meant(database: Database, database_url: str) -> None:
    async with database.transaction() as tx:
        before = (await signing_key(tx, at_present())).key_id
    tried = await run(database_url, "accounts", "sign-everybody-out")
    async with database.transaction(readonly=True) as tx:
        assert set(await list_session_keys(tx)) == {before}

    done = await run(database_url, "accounts", "sign-everybody-out", "--yes")

    async with database.transaction(readonly=True) as tx:
        assert before not in await list_session_keys(tx)
    assert [0, 0] == [tried.code, done.code]
    assert "Rien n’a été fait" in tried.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("accounts", "grant", "moderator", "a@exemple.fr"), "Indiquez --region"),
        (("accounts", "grant", "national", "a@exemple.fr", "--region", "53"), "Indiquez --region"),
        (("accounts", "grant", "moderator", "a@exemple.fr", "--region", "99"), "n’est le code INSEE d’aucune région"),
        (("accounts", "grant", "national", "a"), "n’est pas une adresse électronique"),
        (("accounts", "withdraw", "national", "a@exemple.fr"), "Personne n’a de compte"),
        (("keys", "create", "--name", "x"), "Indiquez --account"),
        (("keys", "create", "--name", "x", "--account", "a@exemple.fr", "--until", "2020-01-01"), "est passé"),
        (("keys", "revoke", "01234567"), "Aucune clé active"),
        (("keys", "rotate", "01234567", "--overlap-hours", "0"), "au moins une heure"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(
    database_url: str, arguments: tuple[str, ...], sentence: str
) -> None:
    finished = await run(database_url, *arguments)

    assert 1 == finished.code
    assert sentence in finished.output
