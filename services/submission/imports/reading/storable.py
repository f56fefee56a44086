"""What a file holds that nobody can store: taken out before anything is made of it."""

import re
from collections.abc import Mapping
from typing import Any

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which no database keeps in a text, and halves of surrogate pairs, which cannot be written as UTF-8."""
LARGEST_NUMBER = 2**53
"""Beyond it programs read different numbers out of the same digits."""
DEEPEST = 20
TOO_DEEP = "…"


def storable(value: Any, depth: int = 0) -> Any:
    """Return a value of a record without what cannot be stored, and no deeper than any record is."""
    if isinstance(value, str):
        return UNSTORABLE.sub("", value) if UNSTORABLE.search(value) else value
    if isinstance(value, dict | list):
        return _inner(value, depth) if depth < DEEPEST else TOO_DEEP
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        return str(value)
    return value


def _inner(value: dict[Any, Any] | list[Any], depth: int) -> Any:
    if isinstance(value, list):
        return [storable(inner, depth + 1) for inner in value]
    return {storable(str(name)): storable(inner, depth + 1) for name, inner in value.items()}


def storable_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record without what cannot be stored."""
    return {storable(str(name)): storable(value, 1) for name, value in fields.items()}
