"""The queue of a desk without a desk: a narrow table, counted by one column, and a page of it by its index."""

from time import perf_counter

import asyncpg

TABLE = """
    DROP TABLE IF EXISTS floor_queue;
    CREATE TABLE floor_queue (
        id uuid PRIMARY KEY,
        facets text NOT NULL,
        opened_at timestamptz NOT NULL
    );
    CREATE INDEX floor_queue_in_order ON floor_queue (opened_at, id);
    """
COUNT = "SELECT facets, count(*) FROM floor_queue GROUP BY facets"
LIST = "SELECT id, facets, opened_at FROM floor_queue ORDER BY opened_at, id LIMIT $1"


async def floor_page(connection: "asyncpg.Connection[asyncpg.Record]", size: int) -> float:
    """Count it and read a page; returns milliseconds."""
    began = perf_counter()
    await connection.fetch(COUNT)
    await connection.fetch(LIST, size)
    return (perf_counter() - began) * 1000
