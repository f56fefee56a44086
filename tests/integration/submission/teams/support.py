"""What colleagues do in their browsers."""

import re
from typing import Any
from uuid import UUID

from httpx import Response

from shared.postgres.database import Database
from tests.support.accounts import SignedIn
from tests.support.eventually import eventually
from tests.support.service import Client
from tests.support.submission import registration_body

TOKEN = re.compile(r"/invitation\?jeton=([A-Za-z0-9_-]{43})")


async def register(client: Client, who: SignedIn, **fields: Any) -> str:
    """Register a manifestation and return its identifier."""
    sent = {**who.headers, "Accept": "application/json", "Idempotency-Key": f"of-{who.account_id}-{len(fields)}"}
    answer = await client.post("/manifestations", json=registration_body(**fields), headers=sent)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["manifestation_id"])


async def share(client: Client, who: SignedIn, manifestation_id: str) -> str:
    """Share a manifestation with the team of its structure and return the path of the team's page."""
    answer = await post(client, who, f"/inscription/{manifestation_id}/equipe")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def invite(client: Client, database: Database, who: SignedIn, address: str, email: str) -> str:
    """Invite by a form and return the secret of the link that is mailed, and shown nowhere."""
    answer = await post(client, who, address, email=email)
    async with database.transaction(readonly=True) as tx:
        link = await tx.fetchval(
            "SELECT letter->>'link' FROM mails WHERE email = $1 ORDER BY asked_at DESC LIMIT 1", email
        )
    found = TOKEN.search(str(link))
    assert found, answer.text
    assert found[1] not in answer.text
    return found[1]


async def accept(client: Client, who: SignedIn, token: str) -> Response:
    return await post(client, who, "/invitation", jeton=token)


async def post(client: Client, who: SignedIn, path: str, **fields: str) -> Response:
    return await client.post(path, data=fields, headers=who.headers, follow_redirects=False)


async def get(client: Client, who: SignedIn, path: str) -> Response:
    return await client.get(path, headers=who.headers, follow_redirects=False)


async def may_change(client: Client, who: SignedIn, manifestation_id: str) -> None:
    """Wait until the manifestation is there for the person: accounts are remembered for half a second."""
    await eventually(lambda: _answers(client, who, manifestation_id, 200), within=20)


async def may_not_change(client: Client, who: SignedIn, manifestation_id: str) -> None:
    """Wait until it looks to the person as if it did not exist."""
    await eventually(lambda: _answers(client, who, manifestation_id, 404), within=20)


async def _answers(client: Client, who: SignedIn, manifestation_id: str, status: int) -> bool:
    return status == (await get(client, who, f"/inscription/{manifestation_id}/modifier")).status_code


async def owner_of(database: Database, manifestation_id: str) -> tuple[str, UUID | None, int]:
    async with database.transaction(readonly=True) as tx:
        row = await tx.fetchrow(
            "SELECT owner_id, team_id, version FROM manifestations WHERE id = $1", UUID(manifestation_id)
        )
    assert row
    return row["owner_id"], row["team_id"], row["version"]
