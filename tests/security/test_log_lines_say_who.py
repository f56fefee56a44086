"""A log tells who came in, who was kept out and who asked for what, without a key and without a household."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from httpx import AsyncClient
from structlog.testing import capture_logs

from shared.http.asker import network_of
from shared.observability.logging import redact
from shared.postgres.database import Database
from tests.support.people import holder, new_person
from tests.support.postgres import FreshDatabase, OpenDatabase
from tests.support.service import MakeKey, bearer
from tests.unit.http.sample import client_of, sample_app

FROM = "203.0.113.77"
NETWORK = "203.0.113.0/24"

Lines = list[Any]


@pytest.fixture
async def database(open_database: OpenDatabase) -> Database:
    return await open_database("shared")


@pytest.fixture
async def client(database: Database) -> AsyncIterator[AsyncClient]:
    async with client_of(sample_app(database), source=FROM) as client:
        yield client


@pytest.fixture
def lines() -> Iterator[Lines]:
    with capture_logs() as lines:
        yield lines


async def account_of(database: Database, key: str) -> str:
    return str((await holder(database, key)).account_id)


def told(lines: Lines, event: str) -> dict[str, Any]:
    """Return the one line of this name."""
    (line,) = [line for line in lines if line["event"] == event]
    return dict(line)


async def test_a_line_of_a_request_says_which_account_in_which_role_from_which_network(
    client: AsyncClient, database: Database, make_key: MakeKey, lines: Lines
) -> None:
    key = await make_key("organiser")

    await client.get("/mine", headers=bearer(key))

    line = told(lines, "request_handled")
    assert (line["account"], line["role"], line["client"]) == (await account_of(database, key), "organiser", NETWORK)
    assert key not in str(lines)
    assert FROM not in str(lines)


async def test_of_a_stranger_a_line_has_the_network_alone(client: AsyncClient, lines: Lines) -> None:
    await client.get("/proposals")

    line = told(lines, "request_handled")
    assert line["client"] == NETWORK
    assert not {"account", "role"} & set(line)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("testclient", None),
    ],
)
def test_an_address_is_cut_to_its_network(address: str, network: str | None) -> None:
    assert network_of(address) == network


async def test_a_key_that_opens_nothing_is_told_as_refused_and_not_shown(
    client: AsyncClient, make_key: MakeKey, lines: Lines
) -> None:
    wrong = (await make_key("organiser"))[:-1] + "_"

    await client.get("/mine", headers=bearer(wrong))

    line = told(lines, "sign_in_refused")
    expected = {"way": "header", "code": "connexion-necessaire", "client": NETWORK, "log_level": "warning"}
    assert line == {"event": "sign_in_refused", "security": True, **expected}
    assert wrong not in str(lines)


async def test_a_session_that_opens_nothing_is_told_with_the_reason_and_not_shown(
    client: AsyncClient, database: Database, lines: Lines
) -> None:
    cookie = (await new_person(database)).cookie(issuer="https://ailleurs.exemple")

    await client.get("/mine", headers=cookie)

    assert told(lines, "session_refused")["reason"] == "made by or for somebody else"
    assert cookie["Cookie"].partition("=")[2] not in str(lines)


async def test_attempts_beyond_the_limit_are_told_as_refused(client: AsyncClient, lines: Lines) -> None:
    for _ in range(11):
        await client.get("/mine", headers=bearer("x"))

    codes = [line["code"] for line in lines if line["event"] == "sign_in_refused"]
    assert codes == ["connexion-necessaire"] * 10 + ["trop-de-demandes"]


async def test_what_a_role_does_not_open_is_told_with_who_tried(
    client: AsyncClient, database: Database, make_key: MakeKey, lines: Lines
) -> None:
    key = await make_key("moderator", "53")

    await client.get("/regions/28", headers=bearer(key))

    line = told(lines, "access_denied")
    assert (line["account"], line["role"], line["client"]) == (await account_of(database, key), "moderator", NETWORK)
    assert (line["method"], line["route"], line["code"]) == ("GET", "/regions/{code}", "acces-refuse")


async def test_a_form_sent_from_another_site_is_told_as_denied(client: AsyncClient, lines: Lines) -> None:
    await client.post("/inscription", data={"title": "x"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert told(lines, "access_denied")["code"] == "origine-refusee"


def test_a_key_that_slipped_into_a_value_is_cut_to_its_identifier() -> None:
    secret = "x" * 20 + "-_" + "y" * 21
    line = redact(None, "info", {"event": "e", "path": f"/mine/moisess_0a1b2c3d_{secret}", "deep": [f"{secret}"]})

    assert line["path"] == "/mine/moisess_0a1b2c3d_…"


async def test_keys_and_roles_that_are_given_and_taken_are_told_beside_what_the_command_says(
    fresh_database: FreshDatabase,
) -> None:
    environment = {**os.environ, "SUBMISSION_DATABASE_URL": await fresh_database("submission")}

    async def moisess(*arguments: str) -> tuple[str, dict[str, Any]]:
        run = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "moisess", *arguments],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        return run.stdout.strip(), json.loads(run.stderr)

    _, granted = await moisess("accounts", "grant", "moderator", "cress@exemple.fr", "--region", "53")
    key, issued = await moisess("keys", "create", "--account", "cress@exemple.fr", "--name", "Agenda")
    _, revoked = await moisess("keys", "revoke", key.split("_")[1])
    _, withdrawn = await moisess("accounts", "withdraw", "moderator", "cress@exemple.fr")

    lines = (granted, issued, revoked, withdrawn)
    assert [line["event"] for line in lines] == ["role_granted", "key_issued", "key_revoked", "role_withdrawn"]
    assert len({line["account"] for line in lines}) == 1
    assert (granted["role"], granted["region"], issued["key"]) == ("moderator", "53", key.split("_")[1])
    assert not [line for line in lines if "exemple.fr" in str(line) or key in str(line)]
