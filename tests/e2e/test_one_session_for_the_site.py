"""A person signs in once: every service knows them by what it has heard, and none does once they have signed out."""

from collections.abc import AsyncIterator, Mapping
from uuid import UUID

import httpx
import pytest

from deploy.kafka.declared import declared
from deploy.local.services import Services
from moisess.demo.access import COLLEAGUE, MODERATOR, NATIONAL, ORGANISER
from moisess.demo.platform import Platform
from services.submission.accounts.links import draw_link
from shared.contracts.programme import LISTINGS
from shared.contracts.submission import ACCOUNTS, MANIFESTATIONS
from shared.postgres.database import Database
from tests.e2e.steps import listed, submit
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far
from tests.support.people import COOKIE

OWN = {"Sec-Fetch-Site": "same-origin"}
STRANGER = "jamais.venue@exemple.fr"
ASKED = {
    "submission": "/manifestations",
    "eligibility": "/dossiers",
    "programme": f"/print-snapshots/{UUID(int=0)}/content",
    "matchmaking": "/meetings",
}
"""What strangers are told to sign in for; of a cut that is not there, whoever is known hears 404."""


@pytest.fixture
async def database(whole_environment: Mapping[str, str]) -> AsyncIterator[Database]:
    database = Database(whole_environment["SUBMISSION_DATABASE_URL"], max_size=1)
    yield database
    await database.close()


async def signed_in(platform: Platform, database: Database) -> str:
    async with database.transaction() as tx:
        token = await draw_link(tx, email=MODERATOR)
    url = f"{platform.urls['submission']}/connexion/lien"
    answer = await platform.client.post(url, data={"jeton": token}, headers=OWN)
    cookie = answer.cookies[COOKIE]
    platform.client.cookies.clear()
    return str(cookie)


async def answered(platform: Platform, cookie: str) -> dict[str, int]:
    headers = {"Cookie": f"{COOKIE}={cookie}"}
    return {
        service: (await platform.client.get(f"{platform.urls[service]}{path}", headers=headers)).status_code
        for service, path in ASKED.items()
    }


async def test_nobodys_address_stands_in_a_log_file_or_on_a_topic(
    platform: Platform, database: Database, services: Services, bootstrap_servers: str
) -> None:
    await signed_in(platform, database)
    url = f"{platform.urls['submission']}/connexion"
    asked = await platform.client.post(url, data={"address": STRANGER}, headers=OWN)
    platform.client.cookies.clear()
    await listed(platform, await submit(platform, title="Une fête de l’adresse"))
    topics = [topic.name for topic in declared() if not topic.name.endswith(".dlq")]
    told = [record for topic in topics for record in await records_so_far(bootstrap_servers, topic)]
    written = "".join(running.log.read_text("utf-8") for running in services.running)

    assert httpx.codes.OK == asked.status_code
    assert {ACCOUNTS.topic, MANIFESTATIONS.topic, LISTINGS.topic} <= {record.topic for record in told}
    assert all(event in written for event in ("sign_in_succeeded", "sign_in_asked"))
    for address in (STRANGER, ORGANISER, MODERATOR, COLLEAGUE, NATIONAL):
        assert address not in written
        assert set() == {record.topic for record in told if address in str(record)}


async def test_one_sign_in_opens_four_services_and_one_sign_out_closes_them(
    platform: Platform, database: Database
) -> None:
    cookie, other = await signed_in(platform, database), await signed_in(platform, database)

    async def known() -> bool:
        return await answered(platform, cookie) == {
            "submission": 200,
            "eligibility": 200,
            "programme": 404,
            "matchmaking": 200,
        }

    await eventually(known)
    url = f"{platform.urls['submission']}/deconnexion"
    await platform.client.post(url, headers={**OWN, "Cookie": f"{COOKIE}={cookie}"})
    platform.client.cookies.clear()

    async def unknown() -> bool:
        return set((await answered(platform, cookie)).values()) == {httpx.codes.UNAUTHORIZED}

    await eventually(unknown)
    assert (await answered(platform, other))["matchmaking"] == httpx.codes.OK
