"""A reader of calendars that is neither ours nor written in our language: the one of Thunderbird."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.support.node import NODE, installed

SOURCE = Path(__file__).parent / "calendar_reader"


def read_as_thunderbird(calendar: bytes) -> dict[str, Any]:
    """Return the name of a calendar, and its events as that reader understands them; moments are in UTC."""
    command = (str(NODE), "--no-warnings", "read.mjs")
    done = subprocess.run(command, cwd=installed(SOURCE), input=calendar, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
