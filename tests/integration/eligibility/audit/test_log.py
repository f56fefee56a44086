"""What is done at a desk is logged, and a log that was tampered with says where."""

from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from services.eligibility.audit.rules import Broken, chained
from services.eligibility.audit.store import list_latest, list_lines
from services.eligibility.audit.verify import Verified, verify
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.support import assess_all, changed
from tests.support.command import moisess
from tests.support.postgres import as_owner
from tests.support.service import Client


async def decide(client: Client, key: dict[str, str], number: int, verdict: str, **fields: object) -> int:
    answer = await client.post(
        f"/dossiers/{UUID(int=number)}/decisions",
        headers={**key, "If-Match": '"1"'},
        json={"verdict": verdict, "message": "Vu par la chambre.", **fields},
    )
    return answer.status_code


@pytest.fixture
async def three_decisions(client: Client, database: Database, make_key: MakeKey) -> None:
    key = await make_key("moderator", "53")
    await assess_all(database, changed(1), changed(2), changed(3))
    assert 201 == await decide(client, key, 1, "eligible")
    assert 201 == await decide(client, key, 2, "refused", grounds=["subject"])
    assert 201 == await decide(client, key, 3, "eligible")


async def verified(database: Database) -> Verified:
    async with database.transaction(readonly=True, isolation="repeatable_read") as tx:
        return await verify(tx)


@pytest.mark.usefixtures("three_decisions")
async def test_decisions_are_logged_with_who_why_and_for_whom(database: Database) -> None:
    async with database.transaction(readonly=True) as tx:
        lines = await list_latest(tx, regions=["53"], before=None, limit=10)
        elsewhere = await list_latest(tx, regions=["28"], before=None, limit=10)

    assert [line.action.act for line in lines] == ["accepted", "refused", "accepted"]
    assert lines[1].action.manifestation_id == UUID(int=2)
    assert lines[1].action.for_account == changed(2).owner
    assert (
        lines[1].action.why
        == "Le lien du sujet avec l’économie sociale et solidaire n’est pas établi. Vu par la chambre."
    )
    assert elsewhere == []


@pytest.mark.usefixtures("three_decisions")
async def test_a_log_that_nobody_touched_holds(database: Database) -> None:
    found = await verified(database)

    assert (found.lines, found.broken) == (3, None)


@pytest.mark.usefixtures("three_decisions")
@pytest.mark.parametrize(
    ("tampering", "number"),
    [
        ("UPDATE audit_lines SET why = 'Autre chose.' WHERE number = 2", 2),
        ("DELETE FROM audit_lines WHERE number = 2", 2),
        ("DELETE FROM audit_lines WHERE number = 3", 3),
        ("DELETE FROM audit_lines", 1),
    ],
)
async def test_the_first_line_that_was_tampered_with_is_named(
    database: Database, database_url: str, tampering: str, number: int
) -> None:
    await as_owner(database_url, "ALTER TABLE audit_lines DISABLE TRIGGER audit_lines_are_append_only", tampering)
    found = await verified(database)

    assert found.broken is not None
    assert found.broken.number == number


@pytest.mark.usefixtures("three_decisions")
async def test_a_last_line_that_was_changed_with_its_hash_is_not_the_last_that_was_written(
    database: Database, database_url: str
) -> None:
    async with database.transaction(readonly=True) as tx:
        [_, before, last] = await list_lines(tx, after=0, limit=3)
    forged = chained(before.hash, 3, replace(last.action, why="Autre chose.")).hex()
    await as_owner(
        database_url,
        "ALTER TABLE audit_lines DISABLE TRIGGER audit_lines_are_append_only",
        f"UPDATE audit_lines SET why = 'Autre chose.', hash = decode('{forged}', 'hex') WHERE number = 3",
    )

    assert (await verified(database)).broken == Broken(number=3, why="elle n’est pas la dernière qui fut écrite")


@pytest.mark.usefixtures("three_decisions")
@pytest.mark.parametrize("statement", ["UPDATE audit_lines SET why = ''", "DELETE FROM audit_lines"])
async def test_the_service_itself_can_rewrite_nothing(database: Database, statement: str) -> None:
    with pytest.raises(asyncpg.RestrictViolationError):
        async with database.transaction() as tx:
            await tx.execute(statement)


@pytest.mark.usefixtures("three_decisions")
async def test_the_command_says_that_a_log_holds_or_names_the_line_and_fails(database_url: str) -> None:
    environment = {"ELIGIBILITY_DATABASE_URL": database_url}
    whole = await moisess("audit", "verify", environment=environment)
    tampering = "UPDATE audit_lines SET account_id = 'x' WHERE number = 2"
    await as_owner(database_url, "ALTER TABLE audit_lines DISABLE TRIGGER audit_lines_are_append_only", tampering)
    broken = await moisess("audit", "verify", environment=environment)

    assert (whole.code, broken.code) == (0, 1)
    assert "Intact" in whole.output
    assert "ligne 2" in broken.output
