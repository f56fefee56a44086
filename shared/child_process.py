"""What strangers sent is opened in a process of its own: where it unfolds without end, nothing else ends with it."""

import asyncio
import os
import resource
import sys
from collections.abc import Callable


async def ask_child(module: str, asked: bytes, *, seconds: float) -> bytes | None:
    """Return what a process that runs ``module`` answers; None where it fails, or has not after so many seconds."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # No password of ours, and one heap instead of one for each thread.
        env={"PYTHONPATH": os.pathsep.join(sys.path), "MALLOC_ARENA_MAX": "1"},
    )
    try:
        async with asyncio.timeout(seconds):
            answered, _ = await process.communicate(asked)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return answered if process.returncode == 0 else None


def answer_parent(answer: Callable[[bytes], bytes], *, memory: int, seconds: int) -> None:
    """Answer what was asked, with so many bytes of memory and seconds of the processor: what the module does as one."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
