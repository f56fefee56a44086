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
from shared.http.retention import purge
from shared.observability.logging import redact
from shared.postgres.database import Database
from tests.support.postgres import FreshDatabase, OpenDatabase
from tests.support.service import MakeKey, bearer
from tests.unit.http.sample import BASE, client_of, sample_app

OWN_FORM = {"Origin": BASE}
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


def account_of(key: str) -> str:
    return key.split("_")[1]


def told(lines: Lines, event: str) -> dict[str, Any]:
    """Return the one line of this name."""
    (line,) = [line for line in lines if line["event"] == event]
    return dict(line)


async def test_a_line_of_a_request_says_which_account_in_which_role_from_which_network(
    client: AsyncClient, make_key: MakeKey, lines: Lines
) -> None:
    key = await make_key("organiser")

    await client.get("/mine", headers=bearer(key))

    line = told(lines, "request_handled")
    assert (line["account"], line["role"], line["client"]) == (account_of(key), "organiser", NETWORK)
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


async def test_a_session_is_told_from_its_opening_to_its_end(
    client: AsyncClient, make_key: MakeKey, lines: Lines
) -> None:
    key = await make_key("organiser")

    await client.post("/connexion", data={"cle": key}, headers=OWN_FORM)
    await client.get("/mine")
    await client.post("/deconnexion", headers=OWN_FORM)

    who = {"account": account_of(key), "client": NETWORK, "security": True, "log_level": "info"}
    opened = {"event": "sign_in_succeeded", "way": "form", "role": "organiser"}
    assert told(lines, "sign_in_succeeded") == {**who, **opened}
    assert told(lines, "session_ended") == {**who, "event": "session_ended", "why": "signed_out"}
    by_cookie = [line["account"] for line in lines if line.get("route") == "/mine"]
    assert by_cookie == [account_of(key)]


async def test_a_session_that_another_one_replaces_or_that_time_ends_is_told_too(
    client: AsyncClient, make_key: MakeKey, lines: Lines, database: Database
) -> None:
    first, second = await make_key("organiser"), await make_key("organiser")
    await client.post("/connexion", data={"cle": first}, headers=OWN_FORM)
    await client.post("/connexion", data={"cle": second}, headers=OWN_FORM)
    async with database.transaction() as tx:
        await tx.execute("UPDATE sessions SET last_seen_at = now() - interval '9 hours'")
        await purge(tx)

    ends = [(line["why"], line["account"]) for line in lines if line["event"] == "session_ended"]
    assert ends == [("replaced", account_of(first)), ("expired", account_of(second))]


@pytest.mark.parametrize("way", ["form", "header"])
async def test_a_key_that_opens_nothing_is_told_as_refused_and_not_shown(
    client: AsyncClient, make_key: MakeKey, lines: Lines, way: str
) -> None:
    wrong = (await make_key("organiser"))[:-1] + "_"

    if way == "form":
        await client.post("/connexion", data={"cle": wrong}, headers=OWN_FORM)
    else:
        await client.get("/mine", headers=bearer(wrong))

    line = told(lines, "sign_in_refused")
    expected = {"way": way, "code": "cle-absente-ou-inconnue", "client": NETWORK, "log_level": "warning"}
    assert line == {"event": "sign_in_refused", "security": True, **expected}
    assert wrong not in str(lines)


async def test_attempts_beyond_the_limit_are_told_as_refused(client: AsyncClient, lines: Lines) -> None:
    for _ in range(11):
        await client.post("/connexion", data={"cle": "x"}, headers=OWN_FORM)

    codes = [line["code"] for line in lines if line["event"] == "sign_in_refused"]
    assert codes == ["cle-absente-ou-inconnue"] * 10 + ["trop-de-demandes"]


async def test_what_a_role_does_not_open_is_told_with_who_tried(
    client: AsyncClient, make_key: MakeKey, lines: Lines
) -> None:
    key = await make_key("moderator", "53")

    await client.get("/regions/28", headers=bearer(key))

    line = told(lines, "access_denied")
    assert (line["account"], line["role"], line["client"]) == (account_of(key), "moderator", NETWORK)
    assert (line["method"], line["route"], line["code"]) == ("GET", "/regions/{code}", "acces-refuse")


async def test_a_form_sent_from_another_site_is_told_as_denied(client: AsyncClient, lines: Lines) -> None:
    await client.post("/connexion", data={"cle": "x"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert told(lines, "access_denied")["code"] == "origine-refusee"


def test_a_key_that_slipped_into_a_value_is_cut_to_its_identifier() -> None:
    secret = "x" * 20 + "-_" + "y" * 21
    line = redact(None, "info", {"event": "e", "path": f"/mine/moisess_0a1b2c3d_{secret}", "deep": [f"{secret}"]})

    assert line["path"] == "/mine/moisess_0a1b2c3d_…"


async def test_keys_that_are_issued_and_revoked_are_told_beside_what_the_command_says(
    fresh_database: FreshDatabase,
) -> None:
    environment = {**os.environ, "SUBMISSION_DATABASE_URL": await fresh_database("submission")}

    def moisess(*arguments: str) -> tuple[str, dict[str, Any]]:
        run = subprocess.run(
            [sys.executable, "-m", "moisess", "keys", *arguments, "--service", "submission"],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        return run.stdout.strip(), json.loads(run.stderr)

    key, issued = await asyncio.to_thread(moisess, "create", "--role", "moderator", "--region", "53", "--name", "CRESS")
    _, revoked = await asyncio.to_thread(moisess, "revoke", account_of(key))

    assert (issued["event"], issued["account"], issued["role"]) == ("key_issued", account_of(key), "moderator")
    assert (revoked["event"], revoked["account"]) == ("key_revoked", account_of(key))
    assert key not in str(issued)
