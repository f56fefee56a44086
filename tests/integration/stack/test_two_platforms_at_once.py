"""Two stacks started in one minute: neither gets the other's ports, and none is sent what is meant for the other."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from deploy.local import kafka, ports, processes
from deploy.local.failures import StackFailed
from deploy.local.kafka import Kafka
from deploy.local.processes import Process
from deploy.local.services import Running, Services, wait_until_ready
from shared.instance import HEADER, draw_instance

Seen = list[tuple[str, str, str | None]]


@contextmanager
def foreign(instance: str | None) -> Iterator[tuple[int, Seen]]:
    """A service of another platform, ready and glad to take anything; what it was sent is kept."""
    seen: Seen = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            seen.append((self.command, self.path, self.headers["Authorization"]))
            self.send_response(200)
            if instance is not None:
                self.send_header(HEADER, instance)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = do_POST = answer  # noqa: N815 -- the library's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((ports.HOST, 0), Handler) as server:
        serving = Thread(target=server.serve_forever)
        serving.start()
        try:
            yield server.server_address[1], seen
        finally:
            server.shutdown()
            serving.join()


@contextmanager
def sleeping(folder: Path) -> Iterator[Process]:
    """A process of our own that listens nowhere."""
    process = processes.start(
        [sys.executable, "-c", "import signal; signal.pause()"],
        output=folder / "output.log",
        environment={},
        folder=folder,
    )
    try:
        yield process
    finally:
        processes.stop(process)


@pytest.mark.parametrize("instance", ["the-other", None])
@pytest.mark.parametrize("door", ["port", "operations_port"])
def test_a_foreign_service_on_the_expected_port_is_asked_who_it_is_and_sent_nothing(
    tmp_path: Path, instance: str | None, door: str
) -> None:
    own = draw_instance()
    with foreign(instance) as (its, seen), foreign(own) as (ours, _), sleeping(tmp_path) as process:
        running = Running(
            service="submission",
            role="all",
            port=its if door == "port" else ours,
            operations_port=its if door == "operations_port" else ours,
            process=process,
            log=tmp_path / "log",
            instance=own,
        )

        with pytest.raises(StackFailed, match="rien ne lui a été envoyé"):
            wait_until_ready([running], seconds=30)

    asked = ("HEAD", "/", None) if door == "port" else ("GET", "/health/ready", None)
    assert seen == [asked]


def test_services_hold_their_ports_from_the_moment_they_are_chosen(tmp_path: Path) -> None:
    first = Services(environment={}, folder=tmp_path)
    second = Services(environment={}, folder=tmp_path)
    try:
        assert not set(first.ports.values()) & set(second.ports.values())
        for port in first.ports.values():
            with pytest.raises(OSError, match="in use"):
                ports.listen(port)
    finally:
        first.stop_all()
        second.stop_all()
    for port in first.ports.values():
        ports.listen(port).close()


def test_a_port_chosen_for_a_server_is_given_to_nobody_else_and_the_server_gets_it() -> None:
    with ports.reserved() as reservation:
        chosen = {reservation.choose(None, remembered=None, option="") for _ in range(200)}
        others = {ports.free() for _ in range(200)}

        assert len(chosen) == 200
        assert not chosen & others
        with socket.create_server((ports.HOST, min(chosen))) as server:
            assert ports.port_of(server) == min(chosen)


def test_another_stacks_broker_on_the_port_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kafka, "START_SECONDS", 0.5)
    with ports.listen() as other, sleeping(tmp_path) as process:
        port = ports.port_of(other)
        broker = Kafka(port=port, controller_port=port, sasl_port=port, cluster_id="ours")

        with pytest.raises(StackFailed, match="Kafka n’a pas démarré"):
            kafka.wait_until_ready(broker, process, folder=tmp_path)
