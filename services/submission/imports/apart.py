"""A file is read in a process of its own: a workbook that unfolds without end ends that process, and nothing else."""

import asyncio
import os
import sys

import msgspec

from services.submission.imports import reader
from services.submission.imports.task import Task, Understood

TOO_MUCH = (
    "Ce fichier est abîmé, ou demande trop de mémoire ou de temps pour une liste de manifestations : copiez les lignes "
    "utiles dans un fichier neuf, puis renvoyez-le."
)
"""A damaged workbook whose parts lead in a circle fills the memory as one that is too large does."""
LONGEST_SECONDS = 180


async def understood(task: Task, content: bytes) -> Understood:
    """Return what a file holds; one that cannot be read within the limits is refused in a sentence."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", reader.__name__),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # No password of ours, and one heap instead of one for each thread.
        env={"PYTHONPATH": os.pathsep.join(sys.path), "MALLOC_ARENA_MAX": "1"},
    )
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            told, _ = await process.communicate(msgspec.json.encode(task) + b"\n" + content)
    except TimeoutError:
        return Understood(refusal=TOO_MUCH)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        return Understood(refusal=TOO_MUCH)
    return msgspec.json.decode(told, type=Understood)
