"""Outages beyond every limit that the code itself sets: a poll is allowed five minutes, a session six seconds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg
import pytest

from deploy.kafka.administration import administration
from deploy.local.services import Running
from shared.kafka.cluster import Cluster
from shared.kafka.subscriber import MAX_POLL_MS
from tests.faults.field import Field
from tests.faults.load import Rates
from tests.faults.rest import committed, ends_of_topics
from tests.faults.trial import Trial

GROUP = "programme.decisions"
AWAY_SECONDS = MAX_POLL_MS / 1000 + 60
RECOVERY_SECONDS = 120.0
CHANGES = Rates(submissions=4, amendments=3, decisions=1, bookings=0, cuts=0)


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_a_database_away_for_longer_than_a_poll_may_take_loses_and_reorders_nothing(trial: Trial) -> None:
    [worker] = trial.field.running("programme", "worker")
    before = given_back(worker)
    async with trial.load(CHANGES):
        async with database_away(trial.field, "programme"):
            await asyncio.sleep(AWAY_SECONDS)
            trial.figures["waited for the database"] = waiting = await behind(trial.field, GROUP)
            assert waiting > 0
            assert given_back(worker) > before, "no poll took too long"
        trial.fault_ended()
        await trial.acknowledged(1)
    await trial.holds(recovery=RECOVERY_SECONDS)


def given_back(worker: Running) -> int:
    """Return how often the group has taken partitions from a process."""
    return worker.log.read_text(encoding="utf-8").count('"event":"partitions_given_back"')


async def behind(field: Field, group: str) -> int:
    """Return how many records a group has not committed yet."""
    ends = await ends_of_topics(field.bootstrap_servers)
    async with administration(Cluster(field.bootstrap_servers)) as admin:
        done_to = await committed(admin, group)
    return sum(ends[partition] - offset for partition, offset in done_to.items())


@asynccontextmanager
async def database_away(field: Field, service: str) -> AsyncIterator[None]:
    """Let nobody into one service's database and throw everybody out, while the block runs."""
    name = urlsplit(field.databases[service]).path[1:]
    administrator = await asyncpg.connect(field.postgres.address)
    try:
        await administrator.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        await administrator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
        yield
    finally:
        await administrator.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        await administrator.close()
