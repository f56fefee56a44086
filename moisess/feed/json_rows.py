"""Records from JSON: one object a line, or one array for the whole file."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import Any

from moisess.feed.encoding import decode, decode_line
from moisess.feed.rows import SHOWN, Reading, Row, unreadable

NOT_AN_OBJECT = "Un enregistrement est un objet JSON, entre accolades ; ceci n’en est pas un."


def read_json(content: bytes) -> Reading:
    """Read JSON lines, or the array that the file is, or the one that its only object holds."""
    text, note = decode(content)
    whole = _whole(text)
    if whole is not None:
        return Reading(rows=tuple(_rows(whole)), notes=(note,) if note else ())
    lines: list[tuple[str, str | None]]
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        lines = [(line, None) for line in text.split("\n")]
    else:
        plain = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = [decode_line(line) for line in plain.split(b"\n")]
    filled = [(line, assumed) for line, assumed in lines if line.strip()]
    rows = tuple(_row(number, line) for number, (line, _) in enumerate(filled, start=1))
    return Reading(rows=rows, notes=tuple({assumed: None for _, assumed in filled if assumed}))


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
    if isinstance(value, dict) and len(text.strip().splitlines()) > 1:
        lists = [inner for inner in value.values() if isinstance(inner, list) and inner and isinstance(inner[0], dict)]
        return lists[0] if len(lists) == 1 else [value]
    return None


def _rows(values: list[Any]) -> Iterator[Row]:
    for number, value in enumerate(values, start=1):
        yield _row_of(number, value, json.dumps(value, ensure_ascii=False)[:SHOWN])


def _row(number: int, line: str) -> Row:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return unreadable(number, f"Cette ligne n’est pas du JSON (caractère {error.pos + 1}).", line)
    except (ValueError, RecursionError):
        return unreadable(number, "Cette ligne de JSON est trop profonde, ou un de ses nombres trop long.", line)
    return _row_of(number, value, line)


def _row_of(number: int, value: Any, text: str) -> Row:
    if not isinstance(value, dict):
        return unreadable(number, NOT_AN_OBJECT, text)
    inner = value.get("properties")
    if value.get("type") == "Feature" and isinstance(inner, dict):
        value = inner
    return Row(number=number, fields=value)
