"""The lock is only worth something in a session of its own, and only as long as that lives."""

import asyncio
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from shared.contracts.submission import MANIFESTATIONS
from shared.outbox import session
from shared.outbox.append import outbox_row
from shared.outbox.drain import SEND_SECONDS
from shared.outbox.relay_store import Connection, try_lock
from shared.postgres.database import Database
from tests.integration.shared.conftest import Link
from tests.integration.shared.pretended_pooler import pretended_pooler
from tests.integration.shared.relaying import (
    append,
    drained,
    end_relay_sessions,
    failed_since,
    failures,
    relaying,
    waiting,
)
from tests.support.builders import manifestation_changed
from tests.support.eventually import eventually
from tests.support.kafka import UniqueStream
from tests.support.postgres import FreshDatabase


@pytest.mark.parametrize("refuses", [True, False])
async def test_behind_a_pooler_nothing_is_sent_and_the_log_names_it(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str, *, refuses: bool
) -> None:
    url = await fresh_database("submission")
    database = Database(url)
    stream = await unique_stream(MANIFESTATIONS)
    async with database.transaction() as tx:
        await append(tx, outbox_row(stream, manifestation_changed()))
    before = failures()
    with capture_logs() as logs:
        async with pretended_pooler(url, refuses=refuses) as pooled, relaying(pooled, bootstrap_servers):
            await eventually(lambda: failed_since(before))

    assert 1 == await waiting(database)
    assert "PgBouncer" in next(log["error"] for log in logs if log["event"] == "relay_interrupted")
    await database.close()


async def test_a_relay_that_loses_its_session_does_not_wait_for_the_batch_on_its_way(
    fresh_database: FreshDatabase, link: Link
) -> None:
    address, proxy = link
    url = await fresh_database("submission")
    database = Database(url)
    before = failures()
    async with relaying(url, address):
        async with database.transaction() as tx:
            await append(tx, outbox_row(MANIFESTATIONS, manifestation_changed()))
        await eventually(lambda: drained(database))
        proxy.half_open = True
        async with database.transaction() as tx:
            await append(tx, outbox_row(MANIFESTATIONS, manifestation_changed(version=2)))
        await eventually(proxy.has_swallowed)
        async with database.transaction() as tx:
            await end_relay_sessions(tx)

        await eventually(lambda: failed_since(before), within=SEND_SECONDS / 2)
        proxy.heal()
        await eventually(lambda: drained(database))
    await database.close()


async def test_a_relay_that_stands_still_between_two_messages_of_a_statement_loses_the_lock_too(
    fresh_database: FreshDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await fresh_database("submission")
    database = Database(url)
    monkeypatch.setattr(session, "IDLE_SECONDS", 2)
    async with session.relay_session(url) as connection:
        assert await try_lock(connection)
        # What the server answers is left where it is, so the statement that it has parsed is never executed.
        transport = cast("asyncio.ReadTransport", cast("Any", connection)._transport)  # noqa: SLF001
        transport.pause_reading()
        stuck = asyncio.ensure_future(connection.fetch("SELECT count(*) FROM outbox"))

        async def another_relays() -> bool:
            async with database.autocommit(wakes=False) as tx:
                return await try_lock(cast("Connection", tx))

        await eventually(another_relays, within=30)
        stuck.cancel()
        connection.terminate()
    await database.close()
