"""A picture is opened in a process of its own: one that unfolds without end ends that process, and nothing else."""

import asyncio
import os
import sys

import msgspec

from services.submission.pictures.rules.decoded import Decoded
from services.submission.pictures.rules.picture import refused

DECODER = "services.submission.pictures.decoder"
LONGEST_SECONDS = 60
AT_ONCE = 2
"""Each may take a gigabyte."""

_turns = asyncio.Semaphore(AT_ONCE)


async def decoded(content: bytes) -> Decoded:
    """Return a picture in all its sizes; raises ``FieldsRefused`` where it has none, or not within the limits."""
    async with _turns:
        told = await _told(content)
    if told is None:
        raise refused(
            "picture_too_much",
            "L’image demande trop de mémoire ou de temps : réduisez-la avec un logiciel de photo, puis renvoyez-la.",
        )
    found = msgspec.msgpack.decode(told, type=Decoded)
    if found.code:
        raise refused(found.code, found.message)
    return found


async def _told(content: bytes) -> bytes | None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", DECODER),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # No password of ours, and one heap instead of one for each thread.
        env={"PYTHONPATH": os.pathsep.join(sys.path), "MALLOC_ARENA_MAX": "1"},
    )
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            told, _ = await process.communicate(content)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return told if process.returncode == 0 else None
