"""A bare Litestar handler that does one commit: the rows of an accepted registration, and nothing looked at."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import asyncpg
import msgspec
import uvicorn
from litestar import Litestar, Request, post

CONNECTIONS = 10
WRITE = """
    WITH answer AS (
        INSERT INTO idempotency_keys (scope, key, request_sha256, status, headers, body)
        VALUES ('floor', $1, '', 201, '{}', $2)
    ), entity AS (
        INSERT INTO manifestations (
            id, version, state, edition, region_code, organiser, content, owner_id, created_at, updated_at
        )
        VALUES ($3, 1, 'submitted', 2026, '53', $4, $5, 'floor', now(), now())
        RETURNING id, version, state, edition, region_code, organiser, content, updated_at
    ), history AS (
        INSERT INTO manifestation_versions (
            manifestation_id, version, state, edition, region_code, organiser, content, changed_at
        )
        SELECT id, version, state, edition, region_code, organiser, content, updated_at
        FROM entity
    )
    INSERT INTO outbox (topic, key, version, headers, payload)
    SELECT 'floor', id::text, 1, $6, $2
    FROM entity
    """
"""Into the tables of the product, with their indexes: the same rows, so that what differs is what is done in Python."""
HEADERS = msgspec.json.encode({f"ce_header{number}": "x" * 40 for number in range(9)}).decode()


@asynccontextmanager
async def pooled(app: Litestar) -> AsyncIterator[None]:
    """Open as many connections as the product does, without the query that asyncpg resets them with."""
    async with asyncpg.create_pool(app.state.url, min_size=CONNECTIONS, max_size=CONNECTIONS, reset=_as_it_is) as pool:
        app.state.pool = pool
        yield


@post("/manifestations")
async def register(request: Request[Any, Any, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Write what came and what is told and answered of it, in one statement that commits by itself."""
    manifestation_id = uuid4()
    answer = {"manifestation_id": manifestation_id, "version": 1, **data}
    body = msgspec.json.encode(answer)
    organiser = msgspec.json.encode(data["organiser"]).decode()
    key = request.headers["idempotency-key"]
    await request.app.state.pool.execute(
        WRITE, key, body, manifestation_id, organiser, msgspec.json.encode(data).decode(), HEADERS
    )
    return answer


async def _as_it_is(_: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Do nothing."""


if __name__ == "__main__":
    application = Litestar([register], lifespan=[pooled], openapi_config=None, logging_config=None)
    application.state.url = sys.argv[1]
    uvicorn.run(application, port=int(sys.argv[2]), loop="uvloop", http="httptools", log_config=None, access_log=False)
