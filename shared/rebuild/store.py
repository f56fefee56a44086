"""The statements around a rebuild: one at a time, a shadow to fill, and how far the live table is."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.postgres.database import Tx
from shared.rebuild import published_store
from shared.rebuild.quoting import execute_on, statement_on

REBUILD_LOCK = 0x7265626C
"""The session lock's number: "rebl" in ASCII; one rebuild per database at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What the live consumer has behind it."""

    next_offsets: Mapping[int, int]
    topic_ids: frozenset[UUID]
    """Which topics of that name the offsets are of; as a rule one."""
    set_aside: frozenset[tuple[int, int]]
    """Partition and offset of each dead letter."""


async def try_lock(tx: Tx) -> bool:
    """Be the only rebuild of this database until the session ends."""
    return bool(await tx.fetchval("SELECT pg_try_advisory_lock($1)", REBUILD_LOCK))


async def create_shadow(tx: Tx, table: str, key: str) -> None:
    """Make an empty copy of what a handler writes to in a schema of its own; what a killed rebuild left goes.

    Of their indexes the copies have the one that the handler's upserts ask for.
    """
    await drop_shadow(tx)
    await tx.execute("CREATE SCHEMA rebuild")
    await execute_on(
        tx,
        """
        CREATE UNLOGGED TABLE rebuild.%1$I (
            LIKE public.%1$I INCLUDING ALL EXCLUDING INDEXES,
            PRIMARY KEY (%2$I)
        )
        """,
        table,
        key,
    )
    await tx.execute("CREATE UNLOGGED TABLE rebuild.outbox (LIKE public.outbox INCLUDING ALL EXCLUDING INDEXES)")
    await published_store.create(tx)
    # Stays empty: a handler whose statement can save marks is given none.
    await tx.execute("CREATE UNLOGGED TABLE rebuild.applied_offsets (LIKE public.applied_offsets INCLUDING ALL)")


async def drop_shadow(tx: Tx) -> None:
    """Leave nothing behind."""
    await tx.execute("SET LOCAL client_min_messages = warning")
    await tx.execute("DROP SCHEMA IF EXISTS rebuild CASCADE")


async def lock_table(tx: Tx, table: str) -> None:
    """Let readers go on and writers wait until the transaction ends."""
    await execute_on(tx, "LOCK TABLE public.%1$I IN SHARE ROW EXCLUSIVE MODE", table)


async def list_without_version(tx: Tx, table: str, key: str, versions: Mapping[str, int]) -> list[str]:
    """Return those keys whose rebuilt row is missing or older than the version that is named."""
    form = """
        SELECT refused.key
        FROM unnest($1::text[], $2::bigint[]) AS refused (key, version)
        WHERE NOT EXISTS (
            SELECT
            FROM rebuild.%1$I AS rebuilt
            WHERE rebuilt.%2$I::text = refused.key AND rebuilt.version >= refused.version
        )
        ORDER BY refused.key
        """
    rows = await tx.fetch(await statement_on(tx, form, table, key), list(versions), list(versions.values()))
    return [row["key"] for row in rows]


async def get_applied(tx: Tx, group: str, topic: str) -> Applied:
    """Return how far the group is on the topic, and what it left out."""
    offsets = await tx.fetch(
        """
        SELECT partition, next_offset, topic_id
        FROM applied_offsets
        WHERE consumer_group = $1 AND topic = $2
        """,
        group,
        topic,
    )
    letters = await tx.fetch(
        "SELECT partition, record_offset FROM dead_letters WHERE consumer_group = $1 AND topic = $2", group, topic
    )
    return Applied(
        next_offsets={row["partition"]: row["next_offset"] for row in offsets},
        topic_ids=frozenset(row["topic_id"] for row in offsets) - {None},
        set_aside=frozenset((row["partition"], row["record_offset"]) for row in letters),
    )
