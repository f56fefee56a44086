"""Keys that are used at the doors of another service are told to submission, once an hour."""

from shared.contracts.key_uses import KEY_USES, KeyUsed
from shared.identity.key_use_store import upsert_use
from shared.identity.key_uses import KeyUses
from shared.identity.tell_key_uses import tell_key_uses
from shared.postgres.database import Database

KEY_ID = "0a1b2c3d"


async def told_in(database: Database) -> list[KeyUsed]:
    """Tell what there is to tell, and return all that was told."""
    async with database.transaction() as tx:
        await tell_key_uses(tx, "programme")
        rows = await tx.fetch("SELECT topic, key, payload FROM outbox ORDER BY id")
    assert all((KEY_USES["programme"].topic, KEY_ID) == (row["topic"], row["key"]) for row in rows)
    return [KEY_USES["programme"].decode(row["payload"]) for row in rows]


async def test_however_often_a_key_is_used_within_the_hour_it_is_told_once(database: Database) -> None:
    uses = KeyUses(database, upsert_use)
    for _ in range(3):
        await uses.note(KEY_ID)
    first = await told_in(database)
    await uses.note(KEY_ID)

    assert [KEY_ID] == [use.key_id for use in first]
    assert first == await told_in(database)


async def test_the_use_of_another_hour_is_told_with_a_later_version(database: Database) -> None:
    await KeyUses(database, upsert_use).note(KEY_ID)
    async with database.transaction() as tx:
        await tx.execute("UPDATE key_uses SET used_at = used_at - interval '1 hour'")
    await told_in(database)
    await KeyUses(database, upsert_use).note(KEY_ID)
    earlier, later = await told_in(database)

    assert earlier.version < later.version
    assert int(later.used_at.timestamp()) == later.version
