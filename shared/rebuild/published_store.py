"""The statements on what readers know, in the schema of the rebuild."""

from collections.abc import Sequence

from shared.kafka.last_records import LastRecord
from shared.postgres.database import Tx


async def create(tx: Tx) -> None:
    """Make the table, empty."""
    await tx.execute(
        """
        CREATE UNLOGGED TABLE rebuild.published (
            key text PRIMARY KEY,
            version bigint NOT NULL,
            removed boolean NOT NULL
        )
        """
    )


async def upsert(tx: Tx, records: Sequence[LastRecord]) -> None:
    """Put records in the place of earlier ones; each key comes once among them."""
    await tx.execute(
        """
        INSERT INTO rebuild.published (key, version, removed)
        SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[])
        ON CONFLICT (key) DO UPDATE
            SET version = excluded.version,
                removed = excluded.removed
        """,
        [record.key for record in records],
        [record.version for record in records],
        [record.removed for record in records],
    )


async def note_waiting(tx: Tx, topic: str) -> None:
    """Keep the last of each key that waits in the outbox now, though the relay may send and delete it meanwhile.

    What was refused comes after nothing.
    """
    await tx.execute("CREATE TABLE rebuild.waiting (LIKE rebuild.published)")
    await tx.execute(
        """
        INSERT INTO rebuild.waiting (key, version, removed)
        SELECT DISTINCT ON (key) key, version, payload IS NULL
        FROM public.outbox
        WHERE topic = $1
            AND refused_at IS NULL
        ORDER BY key, id DESC
        """,
        topic,
    )


async def upsert_waiting(tx: Tx) -> None:
    """Put what was noted in the place of what the topic says: it will come after it, or has come since."""
    await tx.execute(
        """
        INSERT INTO rebuild.published (key, version, removed)
        SELECT key, version, removed
        FROM rebuild.waiting
        ON CONFLICT (key) DO UPDATE
            SET version = excluded.version,
                removed = excluded.removed
        """
    )
    await tx.execute("ANALYZE rebuild.published")


async def list_told_topics(tx: Tx) -> list[str]:
    """List the topics that the handler tells on."""
    rows = await tx.fetch("SELECT DISTINCT topic FROM rebuild.outbox ORDER BY topic")
    return [row["topic"] for row in rows]
