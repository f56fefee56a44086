"""A key that is used all the time is looked up once a second, and revoking it takes no longer than that."""

from httpx import AsyncClient

from shared.identity.key_ring import REMEMBERED_SECONDS, KeyRing
from shared.identity.keys import draw_key
from shared.identity.store import KeyRow, insert_key, revoke_key
from shared.postgres.database import Database
from tests.integration.http.conftest import IssueKey
from tests.support.clock import SettableClock
from tests.support.eventually import eventually
from tests.support.service import bearer


async def revoke(database: Database, key_id: str) -> None:
    async with database.transaction() as tx:
        assert await revoke_key(tx, key_id)


async def test_a_key_is_remembered_for_a_second_and_a_revoked_one_is_known_as_such_after_it(
    database: Database, key: IssueKey
) -> None:
    clock = SettableClock()
    keys = KeyRing(database, clock=clock)
    key_id = (await key()).split("_")[1]
    found = await keys.find(key_id)
    await revoke(database, key_id)

    clock.now = REMEMBERED_SECONDS - 0.01
    assert await keys.find(key_id) is found
    clock.now = REMEMBERED_SECONDS
    after = await keys.find(key_id)

    assert found is not None
    assert not found.revoked
    assert after is not None
    assert after.revoked


async def test_a_key_that_was_asked_for_too_early_opens_as_soon_as_it_is_there(database: Database) -> None:
    keys = KeyRing(database, clock=SettableClock())
    drawn = draw_key()
    row = KeyRow(
        key_id=drawn.key_id,
        secret_sha256=drawn.secret_sha256,
        role="organiser",
        region_code=None,
        name="Ressourcerie du Canal",
        revoked=False,
    )
    assert await keys.find(drawn.key_id) is None

    async with database.transaction() as tx:
        await insert_key(tx, row)

    assert await keys.find(drawn.key_id) == row


async def test_a_key_in_use_that_is_revoked_is_refused_within_moments(
    client: AsyncClient, database: Database, key: IssueKey
) -> None:
    own = await key()
    assert (await client.get("/mine", headers=bearer(own))).status_code == 200

    await revoke(database, own.split("_")[1])

    async def refused() -> bool:
        return (await client.get("/mine", headers=bearer(own))).status_code == 401

    await eventually(refused)
