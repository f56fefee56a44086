"""Starting one part of the stack, where it neither runs already nor is given in the environment."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local import folders, inbox_server, jars, kafka, ports, postgres, processes, register_server
from deploy.local.databases import create_databases
from deploy.local.given import SERVICES
from deploy.local.state import State, StateFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Ports asked for; None leaves the choice to the stack."""

    kafka: int | None = None
    postgres: int | None = None
    register: int | None = None
    inbox: int | None = None
    """Of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """Starts parts below one folder and writes down each process as soon as it is there."""

    home: Path
    file: StateFile
    ports: Ports
    fetched: jars.Fetched
    users: Sequence[str]
    """Who gets a password of the broker."""

    def kafka(self) -> str:
        """Start the broker, fetching its jars first; returns its address."""
        before = self.file.read()
        if before.kafka is not None and _runs("kafka", before):
            return before.kafka.bootstrap_servers
        repository = os.environ.get("MOISESS_MAVEN_REPOSITORY")
        paths = jars.fetch(folders.cache() / "jars", jars=jars.listed(), fetched=self.fetched, repository=repository)
        with ports.reserved() as reservation:
            broker = kafka.prepare(reservation, port=self.ports.kafka, users=self.users, before=before.kafka)
            self.file.change(kafka=broker)
            folder = self.home / "kafka"
            process = kafka.start(broker, folder=folder, jars=paths)
            self.file.started("kafka", process)
            kafka.wait_until_ready(broker, process, folder=folder)
        return broker.bootstrap_servers

    def postgres(self) -> dict[str, str]:
        """Start the database server; returns the address of each service's database for its owner."""
        before = self.file.read()
        server = before.postgres
        if server is None or not _runs("postgres", before):
            folder = self.home / "postgres"
            with ports.reserved() as reservation:
                server = postgres.prepare(
                    reservation, folder=folder, services=SERVICES, port=self.ports.postgres, before=server
                )
                self.file.change(postgres=server)
                self.file.started("postgres", postgres.start(server))
        create_databases(server.administrator_url, SERVICES, server.passwords)
        return {service: server.owner_url(service) for service in SERVICES}

    def register(self) -> None:
        """Start the stand-in register."""
        before = self.file.read()
        if _runs("register", before):
            return
        with ports.reserved() as reservation:
            register = register_server.prepare(reservation, port=self.ports.register, before=before.register)
            self.file.change(register=register)
            folder = self.home / "register"
            process = register_server.start(register, folder=folder)
            self.file.started("register", process)
            register_server.wait_until_ready(register, process, folder=folder)

    def inbox(self) -> None:
        """Start the local inbox."""
        before = self.file.read()
        if _runs("inbox", before):
            return
        with ports.reserved() as reservation:
            inbox = inbox_server.prepare(reservation, port=self.ports.inbox, before=before.inbox)
            self.file.change(inbox=inbox)
            folder = self.home / "inbox"
            process = inbox_server.start(inbox, folder=folder)
            self.file.started("inbox", process)
            inbox_server.wait_until_ready(inbox, process, folder=folder)


def _runs(part: str, state: State) -> bool:
    return processes.is_running(state.processes.get(part))
