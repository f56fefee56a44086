"""Whoever is signed in goes on in the other three services while submission and the broker are down."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from deploy.kafka.broker import bring_up_to_date
from deploy.local.given import KAFKA, SERVICES, database_variable
from deploy.local.services import Services, wait_until_ready
from moisess.demo.access import MODERATOR, admit_people
from services.submission.accounts.create import get_account_of
from services.submission.accounts.signing_keys import signing_key
from services.submission.accounts.telling import tell_account
from shared.clock import at_present
from shared.identity.session import RENEWED_AFTER, TOKEN_LIFE, Session, sign
from shared.kafka.cluster import Cluster
from shared.postgres.database import Database, Tx
from tests.e2e.conftest import prepared
from tests.support.eventually import eventually
from tests.support.people import COOKIE
from tests.support.postgres import FreshDatabase
from tests.support.private_servers import PrivateServer

OWN = {"Sec-Fetch-Site": "same-origin"}
NAME = "Nadia, de la chambre"
ASKED = {
    "eligibility": "/dossiers",
    "programme": f"/print-snapshots/{UUID(int=0)}/content",
    "matchmaking": "/meetings",
}
"""What strangers are told to sign in for; of a cut that is not there, whoever is known hears 404."""
LATER = RENEWED_AFTER + timedelta(minutes=10)
EVENT = {
    "name": "Rencontres d’affaires de Bretagne",
    "region_code": "53",
    "starts_at": "2026-11-14T14:00:00+01:00",
    "slot_minutes": 15,
    "slots": 2,
    "tables": 1,
}


@pytest.fixture
async def services(
    whole_environment: Mapping[str, str], fresh_database: FreshDatabase, private_kafka: PrivateServer, tmp_path: Path
) -> AsyncIterator[Services]:
    """Give all four services on a broker of their own, which may be stopped."""
    await bring_up_to_date(Cluster(private_kafka.address))
    databases = {database_variable(service): await fresh_database(service) for service in SERVICES}
    services = prepared({**whole_environment, **databases, KAFKA: private_kafka.address}, tmp_path)
    services.start_all()
    try:
        await asyncio.to_thread(wait_until_ready, services.running)
        await asyncio.to_thread(admit_people, services.environment)
        yield services
    finally:
        await asyncio.to_thread(services.stop_all)


async def tokens_of(tx: Tx, *, issuer: str) -> tuple[str, str]:
    """Sign two tokens of a session that began a while ago: one to be renewed by now, one that has just ended."""
    account, now = await get_account_of(tx, MODERATOR), at_present()
    await tx.execute(
        "UPDATE accounts SET valid_after = $2 WHERE account_id = $1", account.account_id, now - timedelta(days=1)
    )
    await tell_account(tx, account.account_id)
    key = await signing_key(tx, now)

    def token(issued_at: datetime, ends_at: datetime) -> str:
        session = Session(
            session_id=uuid4(),
            account_id=account.account_id,
            name=NAME,
            signed_in_at=issued_at,
            issued_at=issued_at,
            ends_at=ends_at,
        )
        return sign(session, issuer=issuer, key_id=key.key_id, private_key=key.private_key)

    return token(now - LATER, now - LATER + TOKEN_LIFE), token(now - TOKEN_LIFE - LATER, now - LATER)


@pytest.mark.timeout(300)
async def test_a_session_goes_on_while_submission_and_the_broker_are_down(
    services: Services, private_kafka: PrivateServer
) -> None:
    database = Database(services.environment[database_variable("submission")], max_size=1)
    async with database.transaction() as tx:
        due, over = await tokens_of(tx, issuer=services.url("submission"))
    await database.close()
    async with httpx.AsyncClient(timeout=20) as client:

        async def asked(service: str, path: str, token: str = due, **sent: Any) -> httpx.Response:
            client.cookies.clear()
            headers = {**OWN, "Cookie": f"{COOKIE}={token}", **sent.pop("headers", {})}
            method = "POST" if sent else "GET"
            return await client.request(method, f"{services.url(service)}{path}", headers=headers, **sent)

        async def known() -> bool:
            answers = [await asked(service, path) for service, path in ASKED.items()]
            page = await asked("matchmaking", "/rencontres")
            return [200, 404, 200] == [answer.status_code for answer in answers] and NAME in page.text

        await eventually(known, within=60)
        await private_kafka.stop()
        [submission] = [each for each in services.running if each.service == "submission"]
        await asyncio.to_thread(services.kill, submission)

        assert await known()
        opened = await asked("matchmaking", "/b2b-events", json=EVENT, headers={"Idempotency-Key": str(uuid4())})
        assert httpx.codes.CREATED == opened.status_code, opened.text
        # The page still asks for the renewal, in vain, and shows all the same.
        renewal = f"{services.url('submission')}/session"
        assert f'<img src="{renewal}"' in (await asked("matchmaking", "/rencontres")).text
        with pytest.raises(httpx.ConnectError):
            await asked("submission", "/session")
        assert httpx.codes.UNAUTHORIZED == (await asked("eligibility", "/dossiers", over)).status_code
        assert NAME not in (await asked("matchmaking", "/rencontres", over)).text

        # The door alone is back, the broker is not: what is signed now is known to the others already.
        await asyncio.to_thread(services.start, "submission")

        async def renewed() -> str:
            try:
                answer = await asked("submission", "/session")
            except httpx.TransportError:
                return ""
            return str(answer.cookies.get(COOKIE, ""))

        token = await eventually(renewed, within=60)
        assert token not in {"", due}
        assert httpx.codes.OK == (await asked("eligibility", "/dossiers", token)).status_code
