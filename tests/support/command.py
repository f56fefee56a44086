"""The command line as a person runs it: another process, its output and its exit code."""

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MOISESS = Path(sys.executable).parent / "moisess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a command left behind."""

    code: int
    output: str
    """What it wrote, errors included."""


async def moisess(*arguments: str, environment: Mapping[str, str] | None = None) -> Finished:
    """Run ``moisess`` to its end, without a terminal; ``environment`` is added to the test's own."""
    process = await asyncio.create_subprocess_exec(
        MOISESS,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        # Wide, so that no table breaks a word that a test looks for.
        env={**os.environ, "COLUMNS": "250", **(environment or {})},
    )
    output, _ = await process.communicate()
    return Finished(code=process.returncode or 0, output=output.decode())
