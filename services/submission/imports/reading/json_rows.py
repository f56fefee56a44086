"""Records from JSON: one object a line, or one array for the whole file."""

import json
import re
from collections.abc import Iterator
from typing import Any

from services.submission.imports.reading.encoding import decode, decode_line, is_wide
from services.submission.imports.reading.holders import records_in
from services.submission.imports.reading.rows import SHOWN, Reading, Row, unreadable

NEXT, AGAIN = re.compile(r"[\s,]*"), re.compile(r"(?<=[},\n])\s*\{")
BROKEN = "Cet enregistrement n’est pas du JSON, ou il est coupé : exportez à nouveau le fichier."
NOT_AN_OBJECT = "Un enregistrement est un objet JSON, entre accolades ; ceci n’en est pas un."


def read_json(content: bytes) -> Reading:
    """Read JSON lines, or the array that the file is, or the one that its only object holds."""
    text, note = decode(content)
    whole = _whole(text)
    if whole is not None:
        return Reading(rows=tuple(_rows(whole)), notes=(note,) if note else ())
    if text.lstrip("\ufeff \r\n\t").startswith("[") and (rows := list(_broken_array(text))):
        return Reading(rows=tuple(rows), notes=(note,) if note else ())
    lines: list[tuple[str, str | None]]
    if is_wide(content):
        lines = [(line, None) for line in text.split("\n")]
    else:
        plain = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = [decode_line(line) for line in plain.split(b"\n")]
    filled = [(line, assumed) for line, assumed in lines if line.strip()]
    rows = []
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
    several_lines = len(text.strip().splitlines()) > 1
    held = records_in(value)
    return [value] if held is None and several_lines and isinstance(value, dict) else held


def _broken_array(text: str) -> Iterator[Row]:
    """Read what is whole of an array that is cut off, or has a comma too many."""
    decoder, at, number = json.JSONDecoder(), text.index("[") + 1, 1
    while match := NEXT.match(text, at):
        at = match.end()
        if text[at : at + 1] in {"", "]"}:
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            following = AGAIN.search(text, at + 1)
            yield unreadable(number, BROKEN, text[at : at + SHOWN])
            if following is None:
                return
            at = following.start()
        else:
            yield _row_of(number, value, json.dumps(value, ensure_ascii=False)[:SHOWN])
        number += 1


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
        held = records_in(value)
        yield from (_row_of(number, value, line),) if held is None else _rows(held, number)


def _row_of(number: int, value: Any, text: str) -> Row:
    if not isinstance(value, dict):
        return unreadable(number, NOT_AN_OBJECT, text)
    inner = value.get("properties")
    if value.get("type") == "Feature" and isinstance(inner, dict):
        value = inner
    return Row(number=number, fields=value)
