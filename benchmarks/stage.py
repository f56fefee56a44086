"""Servers and services of the measurements alone: their own broker, databases, register and keys, gone afterwards."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
from aiokafka.admin import NewTopic

from benchmarks.emptied import EMPTY, advance_relay_marks
from benchmarks.floors.tables import TABLES
from deploy.kafka.administration import administration
from deploy.local import ports, processes, stack
from deploy.local.given import KAFKA, SERVICES, Given, database_variable, owner_variable, rates
from deploy.local.processes import Process
from deploy.local.services import Running, Services, wait_until_ready
from moisess.demo.access import People, admit_people
from services.submission.editions.first import first_edition
from shared.editions.store import upsert_editions
from shared.kafka.cluster import Cluster
from shared.outbox.relay_store import RELAY_LOCK
from shared.postgres.database import Database
from shared.postgres.migrate import migrate

FLOOR_OF_ACCEPT = "floor_accept"
"""Has the tables of submission."""
ROOT = Path(__file__).parents[1]
JARS = ROOT / "deploy" / "kafka" / "jars.txt"
FLOORS = ("floor_submission", "floor_eligibility", "floor_programme")
READY_SECONDS = 30
UNREACHED_RATE = 1_000_000
"""Of one key: what is measured is how much a service can do, not how much it lets one account do."""


@dataclass(slots=True, kw_only=True)
class Stage:
    """What a measurement may use."""

    home: Path
    environment: Mapping[str, str]
    owners: Mapping[str, str]
    administrator_url: str
    people: People
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        """Choose the services' ports; nothing is started."""
        self.services = Services(
            # Lines of log per request are what a service writes on duty, so the level stays as it is there.
            environment={**self.environment, **rates(UNREACHED_RATE)},
            folder=self.home / "services",
            usual={},
        )

    @property
    def bootstrap_servers(self) -> str:
        """Address of the broker."""
        return self.environment[KAFKA]

    def database_url(self, service: str) -> str:
        """Address of a service's database."""
        return self.environment[database_variable(service)]

    def owner_url(self, service: str) -> str:
        """Address of it for the role that may empty its tables and make others."""
        return self.owners[owner_variable(service)]

    def authorization(self, service: str) -> str:
        """Return the header of the key that may do what is measured."""
        return self.people.header(service)["Authorization"]

    def floor_url(self, name: str) -> str:
        """Address of a database of the floors."""
        return self.administrator_url.removesuffix("/postgres") + f"/{name}"

    async def run(self, *wanted: tuple[str, str]) -> list[Running]:
        """Start services in their roles and wait until they are ready."""
        started = [self.start(service, role) for service, role in wanted]
        await asyncio.to_thread(wait_until_ready, started)
        return started

    def start(self, service: str, role: str) -> Running:
        """Start one process more; the first that answers HTTP takes the service's address."""
        taken = any(
            each.service == service and each.port == self.services.ports[service] for each in self.services.running
        )
        return self.services.start(service, role=role, port=0 if taken else None)

    async def end(self) -> None:
        """End every service."""
        await asyncio.to_thread(self.services.stop_all)

    @contextmanager
    def floor(
        self, module: str, *arguments: str, port: int | None = None, says: str | None = None
    ) -> Iterator[Process]:
        """Run ``python -m benchmarks.floors.<module>`` while the block runs.

        The block begins once it answers at ``port``, or says ``says``, if one is given.
        """
        log = self.home / f"floor-{module}-{len(list(self.home.glob('floor-*')))}.log"
        command = [sys.executable, "-m", f"benchmarks.floors.{module}", *arguments]
        process = processes.start(command, output=log, environment={**os.environ, **self.environment}, folder=ROOT)

        def ready() -> bool:
            return (port is None or ports.answers(port)) and (says is None or says in log.read_text())

        try:
            if not processes.wait_until(ready, process=process, seconds=READY_SECONDS):
                raise RuntimeError(f"the floor {module} is not ready: {log.read_text()[-2000:]}")
            yield process
        finally:
            processes.stop(process)

    async def versions(self) -> dict[str, str]:
        """Return the versions of broker and database."""
        connection = await asyncpg.connect(self.administrator_url)
        postgres = str(await connection.fetchval("SHOW server_version")).split(" ")[0]
        await connection.close()
        return {"Apache Kafka": _kafka_version(), "PostgreSQL": postgres}

    async def create_topic(self, name: str, *, partitions: int = 6) -> None:
        """Make a topic unless it is there."""
        async with administration(Cluster(self.bootstrap_servers)) as admin:
            if name not in await admin.list_topics():
                await admin.create_topics([NewTopic(name, partitions, 1)])

    @asynccontextmanager
    async def nobody_relays(self, service: str) -> AsyncIterator[None]:
        """Hold the relay's lock of a service while the block runs."""
        connection = await asyncpg.connect(self.database_url(service))
        await connection.execute("SELECT pg_advisory_lock($1)", RELAY_LOCK)
        try:
            yield
        finally:
            await connection.close()

    async def empty(self) -> None:
        """Empty every table that a run fills, so that each run meets the same; accounts and offsets stay."""
        for url in [*map(self.owner_url, SERVICES), *map(self.floor_url, (*FLOORS, FLOOR_OF_ACCEPT))]:
            await _execute(url, EMPTY)
        for service in SERVICES:
            await advance_relay_marks(
                service, database_url=self.database_url(service), bootstrap_servers=self.bootstrap_servers
            )


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """Set everything up, and leave nothing behind."""
    home = Path(tempfile.mkdtemp(prefix="moisess-bench-"))
    stage = None
    try:
        stage = await asyncio.to_thread(_set_up, home)
        await _execute(stage.administrator_url, *(f"CREATE DATABASE {name}" for name in FLOORS))
        for name in FLOORS:
            await _execute(stage.floor_url(name), TABLES)
        await _execute(stage.administrator_url, f"CREATE DATABASE {FLOOR_OF_ACCEPT}")
        await asyncio.to_thread(migrate, stage.floor_url(FLOOR_OF_ACCEPT), "submission")
        yield stage
    finally:
        if stage is not None:
            await stage.end()
        await asyncio.to_thread(stack.down, home=home, purge=True)
        shutil.rmtree(home, ignore_errors=True)


def _set_up(home: Path) -> Stage:
    # As root, PostgreSQL runs as another user, who has to get through.
    home.chmod(0o711)
    nothing = Given()
    state = stack.up(home=home, elsewhere=nothing)
    assert state.postgres is not None  # noqa: S101  nothing was given from elsewhere
    administrator_url = state.postgres.administrator_url
    # When each transaction was committed is the one clock that measures no more than it should; it needs a new start.
    asyncio.run(_execute(administrator_url, "ALTER SYSTEM SET track_commit_timestamp = on"))
    processes.stop(state.processes["postgres"], with_signal=signal.SIGINT)
    stack.up(home=home, elsewhere=nothing)
    environment = stack.environment(home=home)
    asyncio.run(_begin_edition([environment[database_variable(service)] for service in SERVICES]))
    return Stage(
        home=home,
        environment=environment,
        owners=stack.owner_environment(home=home),
        administrator_url=administrator_url,
        people=admit_people(environment),
    )


async def _begin_edition(urls: Sequence[str]) -> None:
    """Let every service know the edition that ships, whichever of them a measure starts."""
    for url in urls:
        database = Database(url, max_size=1)
        async with database.transaction() as tx:
            await upsert_editions(tx, [first_edition(now=datetime.now(UTC))])
        await database.close()


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


def _kafka_version() -> str:
    client = "org.apache.kafka:kafka-clients:"
    line = next(line for line in JARS.read_text(encoding="utf-8").splitlines() if line.startswith(client))
    return line.split(" ")[0].removeprefix(client)
