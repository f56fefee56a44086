"""Servers of one test alone, which it may stop, kill and start again on the same port and data."""

import asyncio
import signal
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal

import pytest

from deploy.local import processes, stack
from deploy.local.given import SERVICES, Given
from deploy.local.state import State, StateFile

# What is given elsewhere is not started: each of these leaves one server.
ONLY_KAFKA = Given(databases=dict.fromkeys(SERVICES, "postgresql://elsewhere"))
ONLY_POSTGRES = Given(kafka="elsewhere:9092")


class PrivateServer:
    """A server that a test switches off and on."""

    def __init__(self, part: Literal["kafka", "postgres"], home: Path) -> None:
        self._part = part
        self._home = home

    @property
    def address(self) -> str:
        """Of a broker its bootstrap address, of a database server its administrator's URL."""
        state = self._state()
        if self._part == "kafka":
            assert state.kafka is not None
            return state.kafka.bootstrap_servers
        assert state.postgres is not None
        return state.postgres.administrator_url

    @property
    def sign_in_address(self) -> str:
        """Of a broker where users sign in; at ``address`` everybody may do everything."""
        state = self._state()
        assert state.kafka is not None
        return state.kafka.environment("submission")["KAFKA_BOOTSTRAP_SERVERS"]

    @property
    def databases(self) -> dict[str, str]:
        """Of a database server the address of each service's database, without tables yet."""
        state = self._state()
        assert state.postgres is not None
        return {service: state.postgres.url(service) for service in SERVICES}

    @property
    def owners(self) -> dict[str, str]:
        """Of a database server the same for the roles that may make tables."""
        state = self._state()
        assert state.postgres is not None
        return {service: state.postgres.owner_url(service) for service in SERVICES}

    async def start(self) -> None:
        """Start it and wait until it accepts clients."""
        elsewhere = ONLY_KAFKA if self._part == "kafka" else ONLY_POSTGRES
        await asyncio.to_thread(partial(stack.up, home=self._home, bare=True, elsewhere=elsewhere))

    async def stop(self) -> None:
        """End it as an operator would."""
        await self._end(signal.SIGINT if self._part == "postgres" else signal.SIGTERM)

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def _end(self, how: signal.Signals) -> None:
        await asyncio.to_thread(partial(processes.stop, self._state().processes.get(self._part), with_signal=how))

    def _state(self) -> State:
        return StateFile(self._home).read()


@pytest.fixture
async def private_kafka(run_folder: Path) -> AsyncIterator[PrivateServer]:
    """Give a running broker of this test alone, without topics."""
    server = PrivateServer("kafka", Path(mkdtemp(prefix="kafka-", dir=run_folder)))
    await server.start()
    yield server
    await server.kill()


@pytest.fixture
async def private_postgres(run_folder: Path) -> AsyncIterator[PrivateServer]:
    """Give a running database server of this test alone."""
    server = PrivateServer("postgres", Path(mkdtemp(prefix="postgres-", dir=run_folder)))
    await server.start()
    yield server
    await server.stop()
