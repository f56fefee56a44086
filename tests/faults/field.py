"""A platform of its own to be broken: servers behind fault proxies, services as processes, the keys to use them."""

import asyncio
import signal
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from deploy.local import ports, processes
from deploy.local.given import database_variable
from deploy.local.services import Running, Services, wait_until_ready
from deploy.local.state import StateFile
from moisess.demo.platform import Platform
from tests.faults.history import Position
from tests.faults.proxy import Proxy
from tests.support.private_servers import PrivateServer

FORMATION = (
    ("submission", "api"),
    ("submission", "worker"),
    ("eligibility", "all"),
    ("programme", "api"),
    ("programme", "worker"),
    ("matchmaking", "all"),
)
"""What runs before each fault; the chain's doors and workers apart, so that either can fail alone."""
READY_SECONDS = 120


@dataclass(slots=True, kw_only=True)
class Field:
    """Everything a fault may touch."""

    kafka: PrivateServer
    kafka_home: Path
    kafka_link: Proxy
    postgres: PrivateServer
    postgres_home: Path
    postgres_link: Proxy
    services: Services
    platform: Platform
    databases: Mapping[str, str]
    """By service, its database's own address, past the proxy."""
    poison: dict[str, set[Position]] = field(default_factory=lambda: defaultdict(set))
    """By consumer group, where records were planted that it cannot take."""
    strangers: set[str] = field(default_factory=set)
    """Listings that were planted in the topic, so that the programme knows nothing of them."""
    halls: int = 0
    """B2B events opened so far; each has a day of its own."""

    @property
    def bootstrap_servers(self) -> str:
        return self.kafka.address

    def server(self, part: str) -> psutil.Process:
        """Return a server's main process."""
        home = self.kafka_home if part == "kafka" else self.postgres_home
        return psutil.Process(StateFile(home).read().processes[part].pid)

    def running(self, service: str, role: str) -> list[Running]:
        return [each for each in self.services.running if (each.service, each.role) == (service, role)]

    async def start(self, service: str, role: str) -> Running:
        """Start one process more; a first door takes the service's public port."""
        door = role in {"api", "all"} and not self.running(service, role)
        return await asyncio.to_thread(self.services.start, service, role=role, port=None if door else 0)

    async def kill(self, running: Running) -> None:
        await asyncio.to_thread(self.services.kill, running)

    async def restart(self, running: Running) -> Running:
        """Kill a process and start its like on the same port, as its keeper would."""
        await self.kill(running)
        return await asyncio.to_thread(self.services.start, running.service, role=running.role, port=running.port)

    async def reach_databases(self, *, through_link: bool) -> None:
        """Give the services another way to their databases; they restart."""
        way = self.postgres_link.port if through_link else self.postgres_link.target_port
        addresses = {database_variable(service): _through(url, way) for service, url in self.databases.items()}
        await asyncio.to_thread(self.services.stop_all)
        self.services.environment = {**self.services.environment, **addresses}
        await self.heal()

    def died(self) -> list[str]:
        """Say which processes have ended without being asked."""
        gone = [each for each in self.services.running if not processes.is_running(each.process)]
        return [f"{each.service} ({each.role}) ended by itself, see {each.log}" for each in gone]

    async def heal(self) -> None:
        """Bring everything back: servers, links, and the formation of services, until all say they are ready."""
        for link in (self.kafka_link, self.postgres_link):
            link.heal()
        for server in (self.kafka, self.postgres):
            await server.start()
        for each in list(self.services.running):
            if not processes.is_running(each.process) or (each.service, each.role) not in FORMATION:
                await asyncio.to_thread(self.services.stop, each)
        for service, role in FORMATION:
            for surplus in self.running(service, role)[1:]:
                await asyncio.to_thread(self.services.stop, surplus)
            if not self.running(service, role):
                await self.start(service, role)
        await asyncio.to_thread(wait_until_ready, self.services.running, seconds=READY_SECONDS)


def freeze(pid: int) -> None:
    """Pause a process with everything in it, as a stalled virtual machine is."""
    psutil.Process(pid).send_signal(signal.SIGSTOP)


def thaw(pid: int) -> None:
    psutil.Process(pid).send_signal(signal.SIGCONT)


def _through(url: str, port: int) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=f"{parts.username}:{parts.password}@{ports.HOST}:{port}").geturl()
