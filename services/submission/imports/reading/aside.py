"""Rows that are no manifestation to register, the total of a table and what is cancelled: named, and not sent."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from services.submission.imports.columns.columns import Columns
from services.submission.imports.columns.own_shape import is_body
from services.submission.imports.day_names import MONTHS, WEEKDAYS
from services.submission.imports.reading.cancelled import cancelled
from services.submission.imports.reading.rows import Reading, Row
from services.submission.imports.text import one_line
from shared.geography import REGIONS, communes_named, departments, fold

THINGS = r"(?:manifestations?|evenements?|actions?|lignes?|ateliers?|dates?|participants?)"
TOTAL = re.compile(
    rf"(?:sous |nombre )?tota(?:l|ux)(?: general| generaux)?(?: \d+)?(?: (?:des |d |de )?{THINGS})?(?: \d+)?|"
    rf"sous tota(?:l|ux) .*|nombre (?:total )?(?:de |d ){THINGS}(?: \d+)?|\d+ {THINGS}(?: au total)?|total"
)
MEANT_TO_BE_FILLED = re.compile(r"[jmahsdy]{1,4}(?:[/:. -]+[jmahsdy]{1,4})+", re.IGNORECASE)
"""``JJ/MM/AAAA`` under the headings."""
EXAMPLE = re.compile(r"^\W*ex(?:emple)?\s*(?:[:.–—-]|\d+\s*:)", re.IGNORECASE)
REMARK = re.compile(r"^(?:nb|n b|legende|merci|attention|note|remarques?|source|page|mise a jour|mis a jour|contact)\b")
NO_MANIFESTATION = "Ligne de total : ce n’est pas une manifestation, elle n’est pas inscrite."
INSTRUCTIONS = "Ligne de consignes ou d’exemple : ce n’est pas une manifestation, elle n’est pas inscrite."
SUBTITLE = "Ligne d’une seule case (« {} ») : un intertitre ou une remarque, qui n’est pas inscrite."
FEWEST_COLUMNS = 4
"""In a narrower table a row of one cell may be a manifestation."""


def without_what_is_none(reading: Reading) -> Reading:
    """Mark the rows that are not to be sent."""
    # Sheets leave out the empty cells at the end of a row.
    wide = reading.table and max((len(row.fields) for row in reading.rows), default=0) >= FEWEST_COLUMNS
    return replace(reading, rows=tuple(_marked(row, table=reading.table, wide=wide) for row in reading.rows))


def _marked(row: Row, *, table: bool, wide: bool) -> Row:
    if row.fault or is_body(row.fields):
        return row
    reason = (table and (_total(row.fields) or _instructions(row.fields))) or (wide and _subtitle(row.fields))
    if reason:
        return replace(row, aside=reason, text=_first_filled(row.fields))
    why = cancelled(row.fields)
    return row if why is None else replace(row, aside=why, text=_shown(row.fields))


def _total(fields: Mapping[str, Any]) -> str | None:
    filled = _filled(fields)
    if not filled or not any(TOTAL.fullmatch(fold(text)) for text in filled[:2]):
        return None
    start = Columns(fields).first("start")
    # A number under the dates is a count of them.
    return None if start and not start.shown.isdecimal() else NO_MANIFESTATION


def _instructions(fields: Mapping[str, Any]) -> str | None:
    record = Columns(fields)
    start, title = record.first("start"), record.first("title")
    formats = start is not None and MEANT_TO_BE_FILLED.fullmatch(start.shown.strip(" ()[]"))
    return INSTRUCTIONS if formats or (title and EXAMPLE.search(title.shown)) else None


def _subtitle(fields: Mapping[str, Any]) -> str | None:
    """Know the line that parts a table from one whose other cells are still to be filled in."""
    filled = _filled(fields)
    if len(filled) != 1:
        return None
    text = fold(filled[0])
    title = Columns(fields).first("title")
    is_known = text.split(" ")[0] in {*MONTHS, *WEEKDAYS} or communes_named(text) or text in _parts()
    if title and not is_known and not REMARK.search(text) and not filled[0].startswith("*"):
        return None
    return SUBTITLE.format(one_line(filled[0])[:60])


def _filled(fields: Mapping[str, Any]) -> list[str]:
    return [str(value) for value in fields.values() if str(value).strip()]


def _shown(fields: Mapping[str, Any]) -> str:
    title = Columns(fields).first("title")
    return title.shown if title else _first_filled(fields)


def _first_filled(fields: Mapping[str, Any]) -> str:
    return next((one_line(str(value)) for value in fields.values() if str(value).strip()), "")


@cache
def _parts() -> frozenset[str]:
    return frozenset({fold(each.name) for each in departments()} | {fold(each.name) for each in REGIONS})
