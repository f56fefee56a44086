"""The statements that compare a table with what was rebuilt, and put the one in the place of the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from shared.postgres.database import Tx
from shared.rebuild.quoting import execute_on, statement_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a table compares with what its topic says, in rows."""

    only_in_topic: int
    only_in_table: int
    newer_in_table: int
    """Of a version that the topic does not have."""
    different: int
    same: int


async def remember(tx: Tx, table: str, key: str, columns: Sequence[str]) -> None:
    """Give the rebuilt rows what only the table still knows."""
    for column in columns:
        await execute_on(
            tx,
            """
            UPDATE rebuild.%1$I AS rebuilt
            SET %3$I = known.%3$I
            FROM public.%1$I AS known
            WHERE known.%2$I = rebuilt.%2$I
                AND coalesce(rebuilt.%3$I::text, 'false') = 'false'
                AND coalesce(known.%3$I::text, 'false') <> 'false'
            """,
            table,
            key,
            column,
        )


async def compare(tx: Tx, table: str, key: str, *, expected: str) -> Difference:
    """Count how the two tables differ; of what the topic does not know, the ``expected`` rows alone."""
    await tx.execute("ANALYZE rebuild.outbox (key)")
    await execute_on(tx, "ANALYZE rebuild.%1$I (%2$I)", table, key)
    form = """
        SELECT
            (
                SELECT count(*) FROM rebuild.%1$I AS rebuilt
                WHERE NOT EXISTS (SELECT FROM public.%1$I AS known WHERE known.%2$I = rebuilt.%2$I)
            ) AS only_in_topic,
            (
                SELECT count(*) FROM public.%1$I AS known
                WHERE NOT EXISTS (SELECT FROM rebuild.%1$I AS rebuilt WHERE rebuilt.%2$I = known.%2$I) AND %3$s
            ) AS only_in_table,
            count(*) FILTER (WHERE known.version > rebuilt.version AND %3$s) AS newer_in_table,
            count(*) FILTER (
                WHERE known.version <= rebuilt.version AND ROW(known.*) IS DISTINCT FROM ROW(rebuilt.*)
            ) AS different,
            count(*) FILTER (WHERE ROW(known.*) IS NOT DISTINCT FROM ROW(rebuilt.*)) AS same
        FROM public.%1$I AS known
        JOIN rebuild.%1$I AS rebuilt ON known.%2$I = rebuilt.%2$I
        """
    [row] = await tx.fetch(await statement_on(tx, form, table, key, expected))
    return msgspec.convert(dict(row), Difference)


async def merge(tx: Tx, table: str, key: str, *, unexplained: str | None) -> None:
    """Make the table what was rebuilt.

    With ``unexplained``, a condition on ``known``, rows of that kind go that the topic does not know, and versions
    that it does not know are replaced.
    """
    columns = await _columns(tx, table)
    await execute_on(tx, CHANGED, table, key, columns, unexplained or "false")
    await tx.execute("ALTER TABLE rebuild.changed ADD PRIMARY KEY (id)")
    await tx.execute("ANALYZE rebuild.changed")
    await execute_on(tx, UPDATE, table, key, columns)
    await execute_on(tx, INSERT, table, key, columns)
    if unexplained:
        await execute_on(tx, DELETE, table, key, unexplained)


async def tell(tx: Tx, table: str, key: str) -> int:
    """Tell what is newer than what readers know and is in the table too; returns how many records that makes.

    A removal is told only of what is still there for them.
    """
    return int((await tx.execute(await statement_on(tx, TELL, table, key))).split()[-1])


# Which rows are new is noted first: asked while they are written, a table that was found empty is searched once more
# for each row, ever more of it.
CHANGED = """
    CREATE TABLE rebuild.changed AS
    SELECT rebuilt.%2$I AS id, known.%2$I IS NULL AS is_new
    FROM rebuild.%1$I AS rebuilt
    LEFT JOIN public.%1$I AS known ON known.%2$I = rebuilt.%2$I
    WHERE known.%2$I IS NULL
        OR (ROW(known.*) IS DISTINCT FROM ROW(rebuilt.*) AND (%4$s OR known.version <= rebuilt.version))
    """
UPDATE = """
    UPDATE public.%1$I AS known
    SET (%3$s) = (SELECT %3$s FROM rebuild.%1$I AS rebuilt WHERE rebuilt.%2$I = known.%2$I)
    WHERE known.%2$I IN (SELECT id FROM rebuild.changed WHERE NOT is_new)
    """
INSERT = """
    INSERT INTO public.%1$I (%3$s)
    SELECT %3$s
    FROM rebuild.%1$I AS rebuilt
    WHERE rebuilt.%2$I IN (SELECT id FROM rebuild.changed WHERE is_new)
    """
DELETE = """
    DELETE FROM public.%1$I AS known
    WHERE NOT EXISTS (SELECT FROM rebuild.%1$I AS rebuilt WHERE rebuilt.%2$I = known.%2$I) AND %3$s
    """
# Also of rows that the consumer has made right since: it tells by what it found, and that was wrong.
TELL = """
    INSERT INTO public.outbox (topic, key, version, headers, payload)
    SELECT topic, key, latest.version, headers, payload
    FROM (
        SELECT DISTINCT ON (told.key) told.*
        FROM rebuild.outbox AS told
        JOIN rebuild.%1$I AS rebuilt ON rebuilt.%2$I::text = told.key
        JOIN public.%1$I AS known ON known.%2$I = rebuilt.%2$I AND known.version = rebuilt.version
        ORDER BY told.key, told.id DESC
    ) AS latest
    LEFT JOIN rebuild.published AS last USING (key)
    WHERE coalesce(last.version < latest.version, true)
        AND (latest.payload IS NOT NULL OR NOT coalesce(last.removed, true))
        AND NOT EXISTS (
            SELECT FROM public.outbox AS refused
            WHERE refused.refused_at IS NOT NULL
                AND (refused.topic, refused.key, refused.version) = (latest.topic, latest.key, latest.version)
        )
    ORDER BY id
    """


async def _columns(tx: Tx, table: str) -> str:
    """Return the columns that can be written, quoted."""
    return str(
        await tx.fetchval(
            """
            SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum)
            FROM pg_attribute
            WHERE attrelid = format('public.%I', $1::text)::regclass
                AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            """,
            table,
        )
    )
