"""Whatever fails, rows stay in the outbox until the broker has them, and are sent in their order."""

from collections.abc import MutableMapping, Sequence
from typing import Any

import pytest
from structlog.testing import capture_logs

from shared.contracts.eligibility import STRUCTURES
from shared.contracts.submission import MANIFESTATIONS
from shared.outbox import drain
from shared.outbox.append import outbox_row, tombstone_row
from shared.postgres.database import Database
from tests.integration.shared.relaying import (
    append,
    drained,
    end_relay_sessions,
    failed_since,
    failures,
    published,
    relaying,
    relays_connected,
    waiting,
)
from tests.support.builders import manifestation_changed, some_id
from tests.support.eventually import eventually
from tests.support.kafka import Record, UniqueStream, records_so_far
from tests.support.postgres import FreshDatabase, as_owner


async def test_rows_wait_while_no_broker_answers_and_leave_once_one_does(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    async with database.transaction() as tx:
        await append(tx, outbox_row(stream, manifestation_changed()))
    before = failures()
    async with relaying(url, "127.0.0.1:1"):
        await eventually(lambda: failed_since(before))
    assert 1 == await waiting(database)

    async with relaying(url, bootstrap_servers):
        await eventually(lambda: drained(database))
    assert 1 == len(await records_so_far(bootstrap_servers, stream.topic))
    await database.close()


async def test_relays_that_lose_their_sessions_lose_no_row(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    ended = []
    async with relaying(url, bootstrap_servers), relaying(url, bootstrap_servers):
        for number in range(200):
            if number % 50 == 0:
                await eventually(lambda: relays_connected(database, 2))
            async with database.transaction() as tx:
                await append(tx, outbox_row(stream, manifestation_changed(manifestation_id=some_id(number))))
                if number % 50 == 0:
                    ended.append(await end_relay_sessions(tx))
        await eventually(lambda: drained(database))

    assert [2] * 4 == ended
    keys = [record.key for record in await records_so_far(bootstrap_servers, stream.topic)]
    assert {str(some_id(number)).encode() for number in range(200)} == set(keys)
    await database.close()


async def test_a_relay_that_shuts_down_deletes_what_was_acknowledged(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drain, "GATHER_SECONDS", 3600)
    url = await fresh_database("submission")
    stream = await unique_stream(MANIFESTATIONS)
    database = Database(url)
    before = published("tests")
    async with relaying(url, bootstrap_servers):
        async with database.transaction() as tx:
            await append(tx, outbox_row(stream, manifestation_changed()))
        await eventually(lambda: published_since(before))
        acknowledged = await waiting(database)

    assert (1, 0) == (acknowledged, await waiting(database))
    await database.close()


async def published_since(before: float) -> bool:
    return published("tests") > before


async def test_rows_that_cannot_be_deleted_are_sent_again_in_order_after_a_growing_back_off(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(STRUCTURES, partitions=1)
    database = Database(url)
    await refuse_to_delete(url, version=1)
    async with database.transaction() as tx:
        for version in (1, 2):
            await append(tx, tombstone_row(stream, "a-structure", version))

    before = failures()
    with capture_logs() as logs:
        async with relaying(url, bootstrap_servers):
            await eventually(lambda: failed_since(before, times=3))
            await allow_to_delete(url)
            await eventually(lambda: drained(database))

    assert [0.1, 0.2, 0.4] == backoffs(logs)[:3]
    sent = [version_of(record) for record in await records_so_far(bootstrap_servers, stream.topic)]
    assert len(sent) > 2
    assert [1, 2] * (len(sent) // 2) == sent
    # Once before each pause, and once when the rows left.
    assert len(sent) <= 2 * (len(backoffs(logs)) + 1)
    await database.close()


async def test_a_run_that_deleted_before_deletions_began_to_fail_tells_no_more_often_than_the_back_off_says(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(STRUCTURES, partitions=1)
    database = Database(url)
    await refuse_to_delete(url, version=2)

    before = failures()
    with capture_logs() as logs:
        async with relaying(url, bootstrap_servers):
            async with database.transaction() as tx:
                await append(tx, tombstone_row(stream, "a-structure", 1))
            await eventually(lambda: drained(database))
            async with database.transaction() as tx:
                await append(tx, tombstone_row(stream, "a-structure", 2))
            await eventually(lambda: failed_since(before, times=3))

    assert [0.1, 0.2, 0.4] == backoffs(logs)[:3]
    sent = [version_of(record) for record in await records_so_far(bootstrap_servers, stream.topic)]
    assert [1] + [2] * (len(sent) - 1) == sent
    assert len(sent) - 1 <= len(backoffs(logs)) + 1
    await database.close()


async def test_the_back_off_starts_over_once_rows_have_left_the_outbox(
    fresh_database: FreshDatabase, unique_stream: UniqueStream, bootstrap_servers: str
) -> None:
    url = await fresh_database("submission")
    stream = await unique_stream(STRUCTURES)
    database = Database(url)
    await refuse_to_delete(url, version=1)
    async with database.transaction() as tx:
        await append(tx, tombstone_row(stream, "a-structure", 1))

    before = failures()
    with capture_logs() as logs:
        async with relaying(url, bootstrap_servers):
            await eventually(lambda: failed_since(before, times=2))
            await allow_to_delete(url)
            await eventually(lambda: drained(database))
            earlier = len(backoffs(logs))
            await eventually(lambda: interrupted_again(database, logs, earlier))

    assert 0.1 == backoffs(logs)[earlier]
    await database.close()


async def interrupted_again(database: Database, logs: Sequence[MutableMapping[str, Any]], earlier: int) -> bool:
    async with database.transaction() as tx:
        await end_relay_sessions(tx)
    return len(backoffs(logs)) > earlier


def backoffs(logs: Sequence[MutableMapping[str, Any]]) -> list[float]:
    return [log["backoff_seconds"] for log in logs if log["event"] == "relay_interrupted"]


async def refuse_to_delete(url: str, *, version: int) -> None:
    await as_owner(
        url,
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'refused'; END $$
        """,
        f"""
        CREATE TRIGGER refused BEFORE DELETE ON outbox
        FOR EACH ROW WHEN (old.version = {version}) EXECUTE FUNCTION refuse()
        """,
    )


async def allow_to_delete(url: str) -> None:
    await as_owner(url, "DROP TRIGGER refused ON outbox")


def version_of(record: Record) -> int:
    return int(dict(record.headers)["ce_entityversion"] or b"")
