"""The database server's disk is full, and then it is not."""

import asyncio
import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from deploy.local.failures import StackFailed
from tests.faults.conftest import FIGURES, introduce_structures, prepare
from tests.faults.history import History
from tests.faults.stand import standing
from tests.support.eventually import eventually
from tests.support.private_servers import PrivateServer

DISK = "700m"
FULL_SECONDS = 10
CHUNK = b"\0" * 1024 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk in memory; skips, and says why, where mounting is not permitted."""
    disk = Path(mkdtemp(prefix="faults-disk-", dir=folder.parent))
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=0755", "tmpfs", str(disk)]
    mounted = subprocess.run(command, check=False, capture_output=True, text=True)
    if mounted.returncode:
        disk.rmdir()
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    unmount = ["umount", "--lazy", str(disk)]
    try:
        yield disk
    finally:
        subprocess.run(unmount, check=True)
        disk.rmdir()


async def test_a_full_disk_refuses_what_it_cannot_keep_and_goes_on_once_there_is_room(
    run_folder: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kafka_home = Path(mkdtemp(prefix="faults-kafka-", dir=run_folder))
    with small_disk(run_folder) as disk:
        async with standing(kafka_home=kafka_home, postgres_home=disk / "home", folder=tmp_path) as field:
            await field.heal()
            await introduce_structures(field)
            trial = await prepare(field)
            request.config.stash[FIGURES].append((request.node.name, trial.figures))
            async with trial.load():
                await asyncio.to_thread(fill, disk)
                await eventually(lambda: refused(trial.history), within=60)
                await asyncio.sleep(FULL_SECONDS)
                await asyncio.to_thread((disk / "filler").unlink)
                trial.fault_ended()
                await eventually(lambda: up_again(field.postgres), within=60)
                await trial.acknowledged(1)
            await trial.holds()
            trial.figures["refused"] = sum(answer.status == 503 for answer in trial.history.answers)


def fill(disk: Path) -> None:
    """Take all the room there is."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(CHUNK)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise


async def refused(history: History) -> bool:
    return history.cut_off > 0 or any(answer.status == 503 for answer in history.answers)


async def up_again(server: PrivateServer) -> bool:
    """Start the server as its keeper would, where it has given up."""
    try:
        await server.start()
    except StackFailed as failed:
        raise AssertionError(str(failed)) from failed
    return True
