"""Every command of the guide for partners does what the guide says, typed as it stands there."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import uvicorn

from moisess.documents.files import ROOT
from services.submission.app import create_app
from services.submission.settings import Settings
from tests.support.service import MakeKey, without_broker

GUIDE = ROOT / "docs" / "partners.md"
COMMANDS = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
CURL = re.compile(r"^curl .*?(?<!\\)\n", re.MULTILINE | re.DOTALL)


@pytest.fixture
async def address(database_url: str, now: datetime) -> AsyncIterator[str]:
    app = create_app(without_broker(Settings, database_url), "api", now=lambda: now)
    # Bound already: who connects before it is served waits.
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on", timeout_graceful_shutdown=1))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving
    listener.close()


async def test_every_command_of_the_guide_is_answered_as_the_guide_says(
    address: str, make_key: MakeKey, tmp_path: Path
) -> None:
    environment = {"PATH": "/usr/bin:/bin", "MOISESS_URL": address, "MOISESS_KEY": await make_key("service")}
    answers = []
    for command in COMMANDS:
        process = await asyncio.create_subprocess_exec(
            *("sh", "-eu", "-c", command),
            cwd=tmp_path,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, complaint = await process.communicate()
        assert process.returncode == 0, (command, out.decode(), complaint.decode())
        if CURL.search(command):
            answers.append(json.loads(out))

    forecast, places, kept, answered, withdrawn, many, changed = answers
    assert (forecast["outcome"], forecast["warnings"]) == ("created", [])
    assert places == {"items": [], "next": None}
    assert (kept["external_id"], kept["version"]) == ("agenda-2026-118", 1)
    assert (answered["version"], [each["by"] for each in answered["messages"]]) == (2, ["organiser"])
    assert withdrawn["state"] == "withdrawn"
    assert many["counts"] == {"created": 1, "unchanged": 1}
    assert {item["external_id"] for item in changed["items"]} == {"agenda-2026-118", "agenda-2026-201"}
