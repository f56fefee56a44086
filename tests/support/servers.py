"""Where the tests' Kafka and PostgreSQL come from, decided once per run: given addresses, containers, or packages."""

import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.local import ports, stack
from deploy.local.given import Given

KAFKA_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS"
POSTGRES_VARIABLE = "MOISESS_TEST_POSTGRES_URL"
ANSWER_SECONDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """A broker and a database server that every test of the run shares."""

    origin: str
    """Where they come from, as the run says it."""
    bootstrap_servers: str
    postgres_url: str
    """For a role that may create databases."""


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config, run_folder: Path) -> Iterator[Servers]:
    """Start the servers at the first test that needs one, end them with the run."""
    with _chosen(run_folder / "shared") as servers:
        pytestconfig.stash[_ORIGIN] = servers.origin
        yield servers


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say which servers the run used."""
    origin = config.stash.get(_ORIGIN, "none was needed")
    terminalreporter.write_line(f"Kafka and PostgreSQL of this run: {origin}")


_ORIGIN = pytest.StashKey[str]()


def _chosen(home: Path) -> AbstractContextManager[Servers]:
    kafka, postgres = os.environ.get(KAFKA_VARIABLE), os.environ.get(POSTGRES_VARIABLE)
    if kafka and postgres:
        return _given(kafka, postgres)
    if kafka or postgres:
        pytest.fail(f"{KAFKA_VARIABLE} and {POSTGRES_VARIABLE} are given together or not at all")
    if not _engine_answers():
        return _native("no container engine answers", home)
    # Imported here: without an engine, its client takes half a second and leaves sockets open.
    from tests.support import containers  # noqa: PLC0415

    missing = containers.missing()
    return _native(missing, home) if missing else _contained()


def _engine_answers() -> bool:
    address = urlsplit(os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock"))
    family = socket.AF_UNIX if address.scheme == "unix" else socket.AF_INET
    place = address.path if address.scheme == "unix" else (address.hostname or ports.HOST, address.port or 2375)
    with socket.socket(family) as engine:
        engine.settimeout(ANSWER_SECONDS)
        return engine.connect_ex(place) == 0


@contextmanager
def _given(kafka: str, postgres: str) -> Iterator[Servers]:
    origin = f"given by {KAFKA_VARIABLE} and {POSTGRES_VARIABLE}"
    yield Servers(origin=origin, bootstrap_servers=kafka, postgres_url=postgres)


@contextmanager
def _contained() -> Iterator[Servers]:
    from tests.support import containers  # noqa: PLC0415

    with containers.running() as (kafka, postgres):
        origin = f"containers of {containers.KAFKA_IMAGE} and {containers.POSTGRES_IMAGE}"
        yield Servers(origin=origin, bootstrap_servers=kafka, postgres_url=postgres)


@contextmanager
def _native(reason: str, home: Path) -> Iterator[Servers]:
    state = stack.up(home=home, bare=True, elsewhere=Given())
    if state.kafka is None or state.postgres is None:
        pytest.fail("the native stack has not started both servers")
    # The run's folder ends what is in it.
    yield Servers(
        origin=f"the native stack, since {reason}",
        bootstrap_servers=state.kafka.bootstrap_servers,
        postgres_url=state.postgres.administrator_url,
    )
