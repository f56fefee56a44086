"""The four services as processes of this machine, for the demonstration and for tests of the whole."""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from deploy.local import ports, processes
from deploy.local.failures import StackFailed, tail_of
from deploy.local.given import SERVICES
from deploy.local.processes import Process

USUAL_PORTS = {"submission": 8001, "eligibility": 8002, "programme": 8003, "matchmaking": 8004}
READY_SECONDS = 60
ANSWER_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One process of one service."""

    service: str
    role: str
    port: int
    operations_port: int
    process: Process
    log: Path

    @property
    def url(self) -> str:
        """Where this very process answers."""
        return f"http://{ports.HOST}:{self.port}"

    @property
    def operations_url(self) -> str:
        """Where it says how it is."""
        return f"http://{ports.HOST}:{self.operations_port}"


@dataclass(slots=True, kw_only=True)
class Services:
    """Starts and ends processes of services; their public addresses are fixed from the start."""

    environment: Mapping[str, str]
    """Of the stack: broker, databases, register."""
    folder: Path
    """For the logs."""
    ports: Mapping[str, int] = field(default_factory=lambda: free_ports(SERVICES))
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is for one service alone: as whom it signs in."""
    running: list[Running] = field(default_factory=list)
    started: Callable[[str, Process], None] = lambda _name, _process: None
    """Called with each process, so that it can be ended later even if whoever started it is gone."""

    def url(self, service: str) -> str:
        """Return a service's public address."""
        return f"http://{ports.HOST}:{self.ports[service]}"

    def start(self, service: str, *, role: str = "all", port: int | None = None) -> Running:
        """Start one process; without a port it takes the service's public one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        chosen = self.ports[service] if port is None else port
        log = self.folder / f"{service}-{role}-{chosen}.log"
        promised = {*self.ports.values(), *(each.operations_port for each in self.running)}
        operations = next(free for free in iter(ports.free, None) if free not in promised)
        process = processes.start(
            [
                *(sys.executable, "-m", "moisess", "serve", service, "--role", role),
                *("--port", str(chosen), "--operations-port", str(operations)),
            ],
            output=log,
            environment={**os.environ, **self.environment, **self.own.get(service, {}), **self._addresses()},
            folder=Path.cwd(),
        )
        started = Running(service=service, role=role, port=chosen, operations_port=operations, process=process, log=log)
        self.running.append(started)
        self.started(f"{service}-{role}-{chosen}", process)
        return started

    def start_all(self) -> None:
        """Start each service once, in one process."""
        for service in SERVICES:
            self.start(service)

    def kill(self, running: Running) -> None:
        """End a process at once, as a power cut would."""
        self._end(running, signal.SIGKILL)

    def stop(self, running: Running) -> None:
        """Ask a process to end and wait until it has."""
        self._end(running, signal.SIGTERM)

    def stop_all(self) -> None:
        """End whatever runs."""
        for running in list(self.running):
            self.stop(running)

    def _end(self, running: Running, with_signal: signal.Signals) -> None:
        processes.stop(running.process, with_signal=with_signal)
        self.running.remove(running)

    def _addresses(self) -> dict[str, str]:
        return {f"{service.upper()}_URL": self.url(service) for service in self.ports}


def free_ports(services: Sequence[str]) -> dict[str, int]:
    """Choose a port for each service: the usual one where it is free."""
    return {
        service: USUAL_PORTS[service] if ports.is_free(USUAL_PORTS[service]) else ports.free() for service in services
    }


def wait_until_ready(running: Sequence[Running], *, seconds: float = READY_SECONDS) -> None:
    """Return when every process says it is ready; raises ``StackFailed`` with the end of a log where one does not."""
    for each in running:
        if not processes.wait_until(lambda each=each: _is_ready(each), process=each.process, seconds=seconds):  # type: ignore[misc]
            raise StackFailed(
                f"Le service {each.service} n’est pas prêt au bout de {seconds:.0f} s. Fin de son journal "
                f"({each.log}) :\n{tail_of(each.log)}"
            )


def _is_ready(running: Running) -> bool:
    try:
        return httpx.get(f"{running.operations_url}/health/ready", timeout=ANSWER_SECONDS).is_success
    except httpx.HTTPError:
        return False
