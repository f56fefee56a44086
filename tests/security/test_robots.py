"""A robot is answered as everybody is, and leaves nothing behind."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from httpx import AsyncClient

from shared.http.robots import SHOWN_AT, TRAP, shown_at
from shared.postgres.database import Database
from tests.security.test_sign_in import OWN, client, database, links_and_mails
from tests.support.submission import form_fields

__all__ = ["client", "database"]

LONG_AGO = shown_at(datetime(2026, 1, 1, tzinfo=UTC))


def at_once() -> str:
    return shown_at(datetime.now(UTC))


async def parked(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        return int(await tx.fetchval("SELECT count(*) FROM parked_forms"))


@pytest.mark.parametrize(
    ("hidden", "sent"), [({TRAP: "x"}, 0), ({SHOWN_AT: "now"}, 0), ({TRAP: "", SHOWN_AT: LONG_AGO}, 1), ({}, 1)]
)
async def test_a_link_that_a_robot_asks_for_is_promised_and_not_sent(
    client: AsyncClient, database: Database, hidden: Mapping[str, str], sent: int
) -> None:
    hidden = {name: at_once() if value == "now" else value for name, value in hidden.items()}
    person = await client.post("/connexion", data={"address": "a@exemple.fr"}, headers=OWN)
    answer = await client.post("/connexion", data={"address": "b@exemple.fr", **hidden}, headers=OWN)

    assert (200, 200) == (person.status_code, answer.status_code)
    assert re.sub("[ab]@", "…@", person.text) == re.sub("[ab]@", "…@", answer.text)
    assert (1 + sent, 1 + sent) == await links_and_mails(database)


@pytest.mark.parametrize(("hidden", "kept"), [({TRAP: "x"}, 0), ({SHOWN_AT: "now"}, 0), ({TRAP: ""}, 1)])
async def test_a_registration_that_a_robot_sends_is_answered_and_not_kept(
    client: AsyncClient, database: Database, hidden: Mapping[str, str], kept: int
) -> None:
    hidden = {name: at_once() if value == "now" else value for name, value in hidden.items()}
    answer = await client.post("/inscription", data={**form_fields(), **hidden}, headers=OWN)

    assert 401 == answer.status_code
    assert "Votre session est terminée" in answer.text
    assert kept == await parked(database)


async def test_both_fields_are_on_the_pages_out_of_sight_of_people(client: AsyncClient) -> None:
    pages = [
        await client.get("/connexion", headers=OWN),
        await client.post("/inscription", data=form_fields(), headers=OWN),
    ]

    for page in pages:
        assert re.search(rf'aria-hidden="true">.*name="{TRAP}"[^>]*tabindex="-1"', page.text, re.DOTALL)
        assert re.search(rf'<input type="hidden" name="{SHOWN_AT}" value="[0-9]+">', page.text)


async def test_the_rates_hold_for_robots_as_for_people(client: AsyncClient) -> None:
    statuses = [
        (await client.post("/connexion", data={"address": f"p{number}@exemple.fr", TRAP: "x"}, headers=OWN)).status_code
        for number in range(31)
    ]

    assert [200] * 30 + [429] == statuses
