import asyncio

import pytest

from moisess.keys import app
from shared.identity.caller import caller_of_key
from shared.identity.key_ring import KeyRing
from shared.identity.keys import parse_key
from shared.postgres.database import Database
from tests.support.postgres import FreshDatabase


async def run(*arguments: str) -> None:
    """Run the command as a terminal would, in a thread of its own since it has its own event loop."""
    await asyncio.to_thread(app, arguments, result_action="return_value")


@pytest.fixture
async def url(fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch) -> str:
    url = await fresh_database("submission")
    monkeypatch.setenv("SUBMISSION_DATABASE_URL", url)
    return url


async def test_a_key_is_created_listed_and_revoked(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    of_submission = ("--service", "submission")
    await run("create", *of_submission, "--role", "moderator", "--region", "53", "--name", "CRESS Bretagne")
    text = capsys.readouterr().out.strip()
    database = Database(url)
    caller = await caller_of_key(KeyRing(database), text)
    await database.close()
    parsed = parse_key(text)
    assert parsed is not None
    await run("revoke", parsed[0], *of_submission)
    await run("list", *of_submission)
    shown = capsys.readouterr().out

    assert (caller.role, caller.region_code, caller.name) == ("moderator", "53", "CRESS Bretagne")
    assert parsed[0] in shown
    assert "révoquée" in shown
    assert parsed[1] not in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("create", "--role", "moderator", "--name", "x"), "Indiquez --region"),
        (("create", "--role", "national", "--region", "53", "--name", "x"), "Indiquez --region"),
        (("create", "--role", "moderator", "--region", "99", "--name", "x"), "n’est le code INSEE d’aucune région"),
        (("revoke", "01234567"), "Aucune clé active"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(
    url: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(SystemExit) as end:
        await run(*arguments, "--service", "submission")

    assert end.value.code == 1
    assert sentence in capsys.readouterr().err
    assert url
