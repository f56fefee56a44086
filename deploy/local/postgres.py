"""PostgreSQL on this machine: the programs of a Python package, one database and two roles per service."""

import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.local import ports, processes, unprivileged
from deploy.local.databases import owner_of, roles_of
from deploy.local.failures import StackFailed, did_not_start, disk_full, is_disk_full
from deploy.local.ports import Reservation
from deploy.local.private import UMASK, private_file
from deploy.local.processes import Process

START_SECONDS = 60
ADMINISTRATOR = "postgres"
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 400
shared_buffers = 128MB
max_wal_size = 256MB
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d '
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """A server's place, port and the passwords of its roles."""

    folder: str
    port: int
    password: str
    """Of the administrator, who creates the services' roles and databases."""
    passwords: dict[str, str]
    """By role: each service's own, and that of the owner of its database."""

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{ports.HOST}:{self.port}"

    def url(self, service: str) -> str:
        """Address of a service's database for the service itself, password included."""
        return f"postgresql://{service}:{self.passwords[service]}@{self.address}/{service}"

    def owner_url(self, service: str) -> str:
        """Address of it for the role that may change its tables."""
        return f"postgresql://{owner_of(service)}:{self.passwords[owner_of(service)]}@{self.address}/{service}"

    @property
    def administrator_url(self) -> str:
        """Address for the role that may do everything."""
        return f"postgresql://{ADMINISTRATOR}:{self.password}@{self.address}/postgres"

    @property
    def log(self) -> Path:
        """Where the server says what it does."""
        return Path(self.folder) / "postgres.log"


def prepare(
    reservation: Reservation, *, folder: Path, services: tuple[str, ...], port: int | None, before: Postgres | None
) -> Postgres:
    """Choose place, port and passwords; ``before`` is what they were when the server last ran on the same data."""
    # The port first, since a refused one must leave no folder behind.
    chosen = reservation.choose(port, remembered=before.port if before else None, option="--postgres-port")
    kept = before.passwords if before else {}
    passwords = {role: kept.get(role) or secrets.token_urlsafe(24) for role in roles_of(services)}
    if before is not None and Path(before.folder).is_dir():
        return replace(before, port=chosen, passwords=passwords)
    return Postgres(
        folder=str(unprivileged.base_folder(folder)),
        port=chosen,
        password=secrets.token_urlsafe(24),
        passwords=passwords,
    )


def start(postgres: Postgres) -> Process:
    """Start the server, creating its data the first time; it accepts clients when this returns."""
    base = Path(postgres.folder)
    try:
        bin_folder = unprivileged.programs(base)
        if not (base / "data" / "PG_VERSION").exists():
            _create_data(postgres, base / "data", bin_folder)
        private_file(postgres.log)
        unprivileged.give(postgres.log)
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(base) from error
        raise
    # The server keeps the output it is given, so it must not be a pipe that someone waits on.
    finished = _run(
        [
            str(bin_folder / "pg_ctl"),
            "start",
            "--wait",
            f"--timeout={START_SECONDS}",
            f"--pgdata={base / 'data'}",
            f"--log={postgres.log}",
            f"--options=-p {postgres.port}",
        ],
        capture=False,
    )
    if finished.returncode:
        raise did_not_start("PostgreSQL", postgres.log, port=postgres.port, option="--postgres-port")
    return processes.known(int((base / "data" / "postmaster.pid").read_text().split("\n")[0]))


def remove(postgres: Postgres) -> None:
    """Remove the data of a server that has been stopped."""
    shutil.rmtree(postgres.folder, ignore_errors=True)


def _create_data(postgres: Postgres, data: Path, bin_folder: Path) -> None:
    secret = data.parent / "password"
    private_file(secret)
    unprivileged.give(secret)
    secret.write_text(postgres.password, encoding="utf-8")
    # What an interrupted first start has left would stop the second.
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    unprivileged.give(data)
    options = ["--auth=scram-sha-256", f"--pwfile={secret}", f"--username={ADMINISTRATOR}"]
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    finished = _run(
        [str(bin_folder / "initdb"), f"--pgdata={data}", "--no-sync", "--no-instructions", *options, *locale],
        capture=True,
    )
    secret.unlink()
    if finished.returncode:
        if "No space left on device" in finished.stderr:
            raise disk_full(data)
        raise StackFailed(f"PostgreSQL n’a pas pu créer ses données dans {data} :\n{finished.stderr.strip()}")
    with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)


def _run(command: list[str], *, capture: bool) -> subprocess.CompletedProcess[str]:
    name = unprivileged.user()
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if capture else subprocess.DEVNULL,
        stderr=subprocess.PIPE if capture else subprocess.DEVNULL,
        text=True,
        user=name,
        group=unprivileged.group(),
        extra_groups=[] if name else None,
        env={**os.environ, "LC_ALL": "C"},
        cwd="/",
        umask=UMASK,
    )
