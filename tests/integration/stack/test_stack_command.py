import asyncio
import os
import re
import shlex
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from deploy.kafka.administration import administration, existing_topics
from deploy.kafka.declared import declared
from deploy.local import processes, stack
from deploy.local.given import SERVICES, database_variable, given, owner_variable
from deploy.local.state import StateFile
from shared.kafka.cluster import Cluster
from tests.support.command import moisess


@pytest.fixture
async def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Path]:
    """A folder for a stack of this test alone, ended with it."""
    for variable in given().environment():
        monkeypatch.delenv(variable)
    home = tmp_path_factory.mktemp("stack") / "home"
    monkeypatch.setenv("MOISESS_HOME", str(home))
    yield home
    stack.down(home=home, purge=True)


async def variables() -> dict[str, str]:
    lines = (await moisess("stack", "env")).output.splitlines()
    return dict(shlex.split(line)[1].split("=", maxsplit=1) for line in lines)


async def test_one_command_starts_everything_and_another_ends_it(home: Path) -> None:
    started = await moisess("stack", "up")
    assert started.code == 0, started.output
    assert len(re.findall("tourne", started.output)) == 4
    assert (await moisess("stack", "status")).code == 0

    addresses = await variables()
    for service in SERVICES:
        url = addresses[database_variable(service)]
        owner = addresses[owner_variable(service)]
        assert (service, f"{service}_owner") == (urlsplit(url).username, urlsplit(owner).username)
        for address in (url, owner):
            assert str(urlsplit(address).password) not in started.output
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT count(*) FROM outbox") == 0
        await connection.close()
    async with administration(Cluster(addresses["KAFKA_BOOTSTRAP_SERVERS"])) as admin:
        assert {topic.name for topic in declared()} == set(await existing_topics(admin))

    before = StateFile(home).read()
    assert (await moisess("stack", "up")).code == 0
    assert StateFile(home).read() == before

    assert (await moisess("stack", "down", "--purge")).code == 0
    assert not await asyncio.to_thread(home.exists)
    assert not any(processes.is_running(process) for process in before.processes.values())
    assert (await moisess("stack", "status")).code == 1


async def test_data_outlives_a_stop_and_a_killed_server_comes_back(home: Path) -> None:
    assert (await moisess("stack", "up")).code == 0
    addresses = await variables()
    connection = await asyncpg.connect(addresses["PROGRAMME_DATABASE_OWNER_URL"])
    await connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    await connection.close()

    assert (await moisess("stack", "down")).code == 0
    assert (await moisess("stack", "up")).code == 0
    os.kill(StateFile(home).read().processes["kafka"].pid, 9)
    assert (await moisess("stack", "up")).code == 0

    assert await variables() == addresses
    connection = await asyncpg.connect(addresses["PROGRAMME_DATABASE_URL"])
    assert await connection.fetchval("SELECT number FROM kept") == 1
    await connection.close()
