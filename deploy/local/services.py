"""The four services as processes of this machine, for the demonstration and for tests of the whole."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from deploy.local import ports, processes
from deploy.local.failures import StackFailed, tail_of
from deploy.local.given import SERVICES
from deploy.local.identity import ANSWER_SECONDS, refuse_another, refuse_answer_of_another
from deploy.local.private import private_folder
from deploy.local.processes import Process
from shared.instance import VARIABLE, draw_instance

USUAL_PORTS = {"submission": 8001, "eligibility": 8002, "programme": 8003, "matchmaking": 8004}
READY_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One process of one service."""

    service: str
    role: str
    port: int
    operations_port: int
    process: Process
    log: Path
    instance: str
    """What it says of itself, and no other program does."""

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
    """Starts and ends processes of services; their public addresses are fixed, and theirs alone, from the start."""

    environment: Mapping[str, str]
    """Of the stack: broker, databases, register."""
    folder: Path
    """For the logs."""
    usual: Mapping[str, int] = field(default_factory=lambda: USUAL_PORTS)
    """The public ports to be preferred; any other where one is taken or not named."""
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What is for one service alone: as whom it signs in."""
    running: list[Running] = field(default_factory=list)
    started: Callable[[str, Process], None] = lambda _name, _process: None
    """Called with each process, so that it can be ended later even if whoever started it is gone."""
    ports: Mapping[str, int] = field(init=False)
    """The public ones."""
    instance: str = field(init=False)
    _held: dict[int, socket.socket] = field(init=False)
    """Sockets of public ports whose process is still to be started."""

    def __post_init__(self) -> None:
        """Take the public ports."""
        listeners = {service: ports.listen_rather(self.usual.get(service, 0)) for service in SERVICES}
        self.ports = {service: ports.port_of(listener) for service, listener in listeners.items()}
        self._held = {ports.port_of(listener): listener for listener in listeners.values()}
        self.instance = self.environment.get(VARIABLE) or draw_instance()

    def url(self, service: str) -> str:
        """Return a service's public address."""
        return f"http://{ports.HOST}:{self.ports[service]}"

    def start(self, service: str, *, role: str = "all", port: int | None = None) -> Running:
        """Start one process; without a port it takes the service's public one, with 0 any that is free."""
        private_folder(self.folder)
        public, operations = self._listener(self.ports[service] if port is None else port), ports.listen()
        chosen, operations_port = ports.port_of(public), ports.port_of(operations)
        log = self.folder / f"{service}-{role}-{chosen}.log"
        # Closed here once the process has them: then nobody answers where it has ended.
        with public, operations:
            process = processes.start(
                [
                    *(sys.executable, "-m", "moisess", "serve", service, "--role", role),
                    *("--port", str(chosen), "--operations-port", str(operations_port)),
                ],
                output=log,
                environment={
                    **os.environ,
                    **self.environment,
                    **self.own.get(service, {}),
                    **self._addresses(),
                    VARIABLE: self.instance,
                    "MOISESS_SOCKETS": f"{public.fileno()},{operations.fileno()}",
                },
                folder=Path.cwd(),
                sockets=(public, operations),
            )
        started = Running(
            service=service,
            role=role,
            port=chosen,
            operations_port=operations_port,
            process=process,
            log=log,
            instance=self.instance,
        )
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
        """End whatever runs, and let go of the ports."""
        for running in list(self.running):
            self.stop(running)
        for listener in self._held.values():
            listener.close()
        self._held.clear()

    def _listener(self, port: int) -> socket.socket:
        if port in self._held:
            return self._held.pop(port)
        try:
            return ports.listen(port)
        except OSError as error:
            raise StackFailed(f"Le port {port} a été pris entre-temps par un autre programme : libérez-le.") from error

    def _end(self, running: Running, with_signal: signal.Signals) -> None:
        processes.stop(running.process, with_signal=with_signal)
        self.running.remove(running)

    def _addresses(self) -> dict[str, str]:
        return {f"{service.upper()}_URL": self.url(service) for service in self.ports}


def wait_until_ready(running: Sequence[Running], *, seconds: float = READY_SECONDS) -> None:
    """Return when every process says it is ready; raises ``StackFailed`` with the end of a log where one does not.

    It raises it too where another platform answers at one of its ports: whoever goes on from here may send things.
    """
    for each in running:
        if not processes.wait_until(lambda each=each: _is_ready(each), process=each.process, seconds=seconds):  # type: ignore[misc]
            raise StackFailed(
                f"Le service {each.service} n’est pas prêt au bout de {seconds:.0f} s. Fin de son journal "
                f"({each.log}) :\n{tail_of(each.log)}"
            )
        refuse_another(each.url, each.instance)


def _is_ready(running: Running) -> bool:
    try:
        answer = httpx.get(f"{running.operations_url}/health/ready", timeout=ANSWER_SECONDS)
    except httpx.HTTPError:
        return False
    refuse_answer_of_another(answer, running.instance)
    return answer.is_success
