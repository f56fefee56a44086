"""What a command found, for programs: one JSON document on the standard output."""

import sys
from typing import Any

import msgspec


def print_json(found: Any) -> None:
    """Print builtins, dataclasses and named tuples of builtins, moments in RFC 3339."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    sys.stdout.flush()
