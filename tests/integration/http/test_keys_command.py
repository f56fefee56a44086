import pytest

from shared.identity.caller import caller_of_key
from shared.identity.key_ring import KeyRing
from shared.identity.keys import parse_key
from shared.postgres.database import Database
from tests.support.command import Finished, moisess
from tests.support.postgres import FreshDatabase


@pytest.fixture
async def url(fresh_database: FreshDatabase) -> str:
    return await fresh_database("submission")


async def keys(url: str, *arguments: str) -> Finished:
    environment = {"SUBMISSION_DATABASE_URL": url}
    return await moisess("keys", *arguments, "--service", "submission", environment=environment)


async def test_a_key_is_created_listed_and_revoked(url: str) -> None:
    created = await keys(url, "create", "--role", "moderator", "--region", "53", "--name", "CRESS Bretagne")
    [text] = [line for line in created.output.splitlines() if line.startswith("moisess_")]
    database = Database(url)
    caller = await caller_of_key(KeyRing(database), text)
    await database.close()
    parsed = parse_key(text)
    assert parsed is not None
    revoked = await keys(url, "revoke", parsed[0])
    shown = await keys(url, "list")

    assert (caller.role, caller.region_code, caller.name) == ("moderator", "53", "CRESS Bretagne")
    assert [0, 0, 0] == [created.code, revoked.code, shown.code]
    assert parsed[0] in shown.output
    assert "révoquée" in shown.output
    assert parsed[1] not in revoked.output + shown.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("create", "--role", "moderator", "--name", "x"), "Indiquez --region"),
        (("create", "--role", "national", "--region", "53", "--name", "x"), "Indiquez --region"),
        (("create", "--role", "moderator", "--region", "99", "--name", "x"), "n’est le code INSEE d’aucune région"),
        (("revoke", "01234567"), "Aucune clé active"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(url: str, arguments: tuple[str, ...], sentence: str) -> None:
    finished = await keys(url, *arguments)

    assert 1 == finished.code
    assert sentence in finished.output
