"""The folder of one run's servers, and the end of those that a killed run has left behind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.local import stack

PREFIX = "moisess-tests-"
IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
ROOM = 6 * 1024**3
"""What the servers of every part of a run may need beside one another, in bytes."""


@pytest.fixture(scope="session")
def run_folder() -> Iterator[Path]:
    """Give a folder where each server of the run has a folder of its own; all are ended with the run."""
    temporary = _temporary()
    for left in temporary.glob(f"{PREFIX}*"):
        if _is_left_behind(left):
            _end(left)
    folder = temporary / f"{PREFIX}{os.getpid()}"
    # As root, PostgreSQL runs as another user, who has to get through.
    folder.mkdir(mode=0o711)
    yield folder
    _end(folder)


def _temporary() -> Path:
    """Choose memory where there is room: a database per test is a thousand files made and removed again.

    On a disk most of a run was spent there; ext4 looks at every file removed just now before it makes another.
    """
    wanted = "TMPDIR" not in os.environ and os.access(IN_MEMORY, os.W_OK)
    has_room = wanted and min(shutil.disk_usage(IN_MEMORY).free, psutil.virtual_memory().available) >= ROOM
    return IN_MEMORY if has_room else Path(tempfile.gettempdir())


def _is_left_behind(folder: Path) -> bool:
    number = folder.name.removeprefix(PREFIX)
    return number.isdecimal() and folder.stat().st_uid == os.geteuid() and not psutil.pid_exists(int(number))


def _end(folder: Path) -> None:
    for home in folder.iterdir():
        stack.down(home=home, purge=True)
    shutil.rmtree(folder)
