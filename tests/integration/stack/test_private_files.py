"""What the local stack keeps on disk is for whoever started it, whatever the shell's umask says."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import ports, processes, register_server, stack
from deploy.local.given import Given
from deploy.local.services import Services
from deploy.local.state import StateFile

OF_THE_PACKAGE = "programs"
"""PostgreSQL's own programs, copied where its user reaches them; nothing of ours is in them."""


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    before = os.umask(0)
    home = tmp_path_factory.mktemp("stack") / "home"
    try:
        yield home
    finally:
        os.umask(before)
        stack.down(home=home, purge=True)


def seen_by_others(folder: Path) -> list[str]:
    """Return what others may read, write or list below a folder, itself included."""
    return [
        f"{stat.filemode(entry.lstat().st_mode)} {entry}"
        for entry in sorted([folder, *folder.rglob("*")])
        if OF_THE_PACKAGE not in entry.relative_to(folder).parts and entry.lstat().st_mode & 0o066
    ]


def test_nobody_else_reads_data_passwords_or_logs(home: Path) -> None:
    stack.up(home=home, bare=True, elsewhere=Given())
    server = StateFile(home).read().postgres
    assert server is not None
    with ports.reserved() as reservation:
        register = register_server.prepare(reservation, port=None, before=None)
        process = register_server.start(register, folder=home / "register")
        register_server.wait_until_ready(register, process, folder=home / "register")
        processes.stop(process)

    kept = {entry.name for entry in home.rglob("*")}
    assert {
        "stack.json",
        "lock",
        "kafka.log",
        "output.log",
        "meta.properties",
        "register.log",
        "server.properties",
    } <= kept
    assert server.log.exists()
    assert [] == seen_by_others(home)
    assert [] == seen_by_others(Path(server.folder))


def test_nobody_else_reads_what_a_process_writes(home: Path) -> None:
    services = Services(environment={}, folder=home / "services", usual={})
    try:
        running = services.start("submission")
        processes.stop(running.process)
        written = processes.start(
            [sys.executable, "-c", "import os; open('written', 'w').close(); os.mkdir('made')"],
            output=home / "services" / "output.log",
            environment={},
            folder=home / "services",
        )
        processes.wait_until((home / "services" / "made").exists, process=written, seconds=30)
        processes.stop(written)
    finally:
        services.stop_all()

    assert running.log.exists()
    assert (home / "services" / "written").exists()
    assert [] == seen_by_others(home / "services")
