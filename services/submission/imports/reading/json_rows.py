"""Records from JSON: one object a line, or one array for the whole file."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import Any

from services.submission.imports.columns.column_names import COLUMNS
from services.submission.imports.columns.headings import meaning
from services.submission.imports.reading.encoding import decode, decode_line, unmarked_utf16
from services.submission.imports.reading.rows import SHOWN, Reading, Row, unreadable

HOLDERS = (
    "results",
    "records",
    "features",
    "events",
    "items",
    "data",
    "manifestations",
    "evenements",
    "agenda",
    "rows",
)
DEEPEST = 3
NOT_AN_OBJECT = "Un enregistrement est un objet JSON, entre accolades ; ceci n’en est pas un."


def read_json(content: bytes) -> Reading:
    """Read JSON lines, or the array that the file is, or the one that its only object holds."""
    text, note = decode(content)
    whole = _whole(text)
    if whole is not None:
        return Reading(rows=tuple(_rows(whole)), notes=(note,) if note else ())
    lines: list[tuple[str, str | None]]
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or unmarked_utf16(content):
        lines = [(line, None) for line in text.split("\n")]
    else:
        plain = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = [decode_line(line) for line in plain.split(b"\n")]
    filled = [(line, assumed) for line, assumed in lines if line.strip()]
    rows: list[Row] = []
    for line, _ in filled:
        rows.extend(_of_line(len(rows) + 1, line))
    return Reading(rows=tuple(rows), notes=tuple({assumed: None for _, assumed in filled if assumed}))


def _whole(text: str) -> list[Any] | None:
    """Return the records of a file that is one JSON value; None where it is not."""
    if not text.lstrip().startswith(("[", "{")):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list):
        return value
    several_lines = len(text.strip().splitlines()) > 1
    held = _held(value)
    return [value] if held is None and several_lines and isinstance(value, dict) else held


def _held(value: Any, depth: int = 0) -> list[Any] | None:
    """Return the records that an object holds: under a usual name, or in its only list of objects."""
    if not isinstance(value, dict) or depth > DEEPEST:
        return None
    names = {meaning(name) for name in value}
    titled = not names.isdisjoint(COLUMNS["title"])
    if titled and not names.isdisjoint(COLUMNS["start"]):
        return None
    for name in HOLDERS:
        inner = value.get(name)
        if isinstance(inner, list) and (any(isinstance(one, dict) for one in inner) or not (inner or titled)):
            return inner
        if (found := _held(inner, depth + 1)) is not None:
            return found
    if titled:
        return None
    lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
    return lists[0] if len(lists) == 1 else None


def _rows(values: list[Any], first: int = 1) -> Iterator[Row]:
    for number, value in enumerate(values, start=first):
        yield _row_of(number, value, json.dumps(value, ensure_ascii=False)[:SHOWN])


def _of_line(number: int, line: str) -> Iterator[Row]:
    """Read one record, or the page of records that a program wrote on one line."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        yield unreadable(number, f"Cette ligne n’est pas du JSON (caractère {error.pos + 1}).", line)
    except (ValueError, RecursionError):
        yield unreadable(number, "Cette ligne de JSON est trop profonde, ou un de ses nombres trop long.", line)
    else:
        held = _held(value)
        yield from (_row_of(number, value, line),) if held is None else _rows(held, number)


def _row_of(number: int, value: Any, text: str) -> Row:
    if not isinstance(value, dict):
        return unreadable(number, NOT_AN_OBJECT, text)
    inner = value.get("properties")
    if value.get("type") == "Feature" and isinstance(inner, dict):
        value = inner
    return Row(number=number, fields=value)
