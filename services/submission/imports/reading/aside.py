"""Rows that are no manifestation to register, the total of a table and what is cancelled: named, and not sent."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.submission.imports.columns.columns import Columns
from services.submission.imports.columns.own_shape import is_body
from services.submission.imports.reading.rows import Reading, Row
from services.submission.imports.text import one_line
from shared.geography import fold

TOTAL = re.compile(
    r"(?:sous |nombre )?tota(?:l|ux)(?: general| generaux)?(?: \d+)?"
    r"(?: (?:des |d )?(?:manifestations?|evenements?|actions?|lignes?))?(?: \d+)?"
)
CANCELLED = re.compile(r"annulee?s?|cancelled|canceled|deprogrammee?s?")
CANCELLED_TITLE = re.compile(r"^\W*annul[ée]e?s?\s*(?:[-–—:!|)\]/]|$)", re.IGNORECASE)
STATUS_CANCELLED = "6"
"""What agendas write in place of the word."""
NO_MANIFESTATION = "Ligne de total : ce n’est pas une manifestation, elle n’est pas inscrite."
NOT_REGISTERED = "Annulée dans le fichier ({} : « {} ») : elle n’est pas inscrite."


def without_what_is_none(reading: Reading) -> Reading:
    """Mark the rows that are not to be sent."""
    return replace(reading, rows=tuple(_marked(row, table=reading.table) for row in reading.rows))


def _marked(row: Row, *, table: bool) -> Row:
    if row.fault or is_body(row.fields):
        return row
    if table and (reason := _total(row.fields)):
        return replace(row, aside=reason, text=_first_filled(row.fields))
    cancelled = _cancelled(row.fields)
    return row if cancelled is None else replace(row, aside=cancelled, text=_shown(row.fields))


def _total(fields: Mapping[str, Any]) -> str | None:
    filled = [str(value) for value in fields.values() if str(value).strip()]
    if not filled or not any(TOTAL.fullmatch(fold(text)) for text in filled[:2]):
        return None
    start = Columns(fields).first("start")
    # A number under the dates is a count of them.
    return None if start and not start.shown.isdecimal() else NO_MANIFESTATION


def _cancelled(fields: Mapping[str, Any]) -> str | None:
    record = Columns(fields)
    for cell in record.all("status"):
        text = fold(one_line(cell.text or ""))
        if text == STATUS_CANCELLED or CANCELLED.fullmatch(text.partition(" ")[0]):
            return NOT_REGISTERED.format(cell.column, cell.shown[:40])
    title = record.first("title")
    if title and CANCELLED_TITLE.search(title.shown):
        return NOT_REGISTERED.format(title.column, title.shown[:80])
    return None


def _shown(fields: Mapping[str, Any]) -> str:
    title = Columns(fields).first("title")
    return title.shown if title else _first_filled(fields)


def _first_filled(fields: Mapping[str, Any]) -> str:
    return next((one_line(str(value)) for value in fields.values() if str(value).strip()), "")
