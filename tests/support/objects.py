"""Where files are kept in tests: a folder, and a foreign server that speaks S3 and checks signatures."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.ports import HOST, answers, free
from tests.support.eventually import eventually

KEY, SECRET, BUCKET = "cle-d-essai", "secret-d-essai", "media"


@pytest.fixture(scope="session")
async def s3(run_folder: Path) -> AsyncIterator[str]:
    """Give the address of a server with one empty bucket; it listens on this machine until the run ends."""
    data, port = run_folder / "s3", free()
    (data / BUCKET).mkdir(parents=True)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "nanio", "serve"),
        *("--data-dir", str(data), "--host", HOST, "--port", str(port), "--no-access-log"),
        env={**os.environ, "NANIO_ACCESS_KEY": KEY, "NANIO_SECRET_KEY": SECRET},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )

    async def listening() -> bool:
        return answers(port)

    await eventually(listening, within=30)
    yield f"http://{HOST}:{port}"
    process.terminate()
    await process.wait()
