"""Dates that a program wrote as numbers: days as spreadsheets count them, seconds or milliseconds since 1970.

They are dates only where all numbers of a column are, counted in one and the same way, days of the season.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.submission.imports.columns.columns import Cell, Rewrite, flat_values
from services.submission.imports.columns.guess import Column
from services.submission.imports.mapping.unwritten_years import Season
from shared.geography.time_zones import PARIS

DAYS = re.compile(r"[1-9]\d{4}(?:[.,]\d+)?")
SECONDS = re.compile(r"[1-9]\d{9}(?:[.,]\d+)?")
MILLISECONDS = re.compile(r"[1-9]\d{12}")
KINDS = {DAYS: "nombre de jours d’un tableur", SECONDS: "nombre de secondes", MILLISECONDS: "nombre de millisecondes"}
FIELDS = frozenset({"start", "end", "timing"})
ZERO = datetime(1899, 12, 30, tzinfo=UTC)
"""From which spreadsheets count; they know no zones."""
READ_AS = "« {} » ({}) est lu comme le {}."
ZONE = ZoneInfo(PARIS)

Kind = re.Pattern[str]


def numbered_dates(
    records: Iterable[Mapping[str, Any]], columns: Iterable[Column], season: Season
) -> dict[str, Rewrite]:
    """Return, for the columns of dates that hold numbers, how each is written as a date."""
    numbers: dict[str, set[str]] = {column.name: set() for column in columns if column.field in FIELDS}
    for fields in records:
        for name, text in flat_values(fields):
            if name in numbers and kind_of(text.strip()):
                numbers[name].add(text.strip())
    return {name: _as_date for name, found in numbers.items() if found and _are_days_of(season, found)}


def kind_of(text: str) -> Kind | None:
    """Return how a number may count up to a moment, if it may."""
    return next((kind for kind in KINDS if kind.fullmatch(text)), None)


def moment_of(text: str) -> datetime:
    """Return the moment that a number stands for; of a spreadsheet, on the clock of whoever wrote it."""
    number = float(text.replace(",", "."))
    if kind_of(text) is DAYS:
        return ZERO + timedelta(minutes=round(number * 24 * 60))
    return datetime.fromtimestamp(number / 1000 if kind_of(text) is MILLISECONDS else number, ZONE)


def _are_days_of(season: Season, numbers: set[str]) -> bool:
    alike = len({kind_of(text) for text in numbers}) == 1
    return alike and all(season.first <= moment_of(text).date() <= season.last for text in numbers)


def _as_date(value: Any) -> tuple[Any, str | None]:
    text = (Cell(column="", value=value).text or "").strip()
    kind = kind_of(text)
    if kind is None:
        return value, None
    moment = moment_of(text)
    said = f"{moment:%d/%m/%Y}" if kind is DAYS and text.isdecimal() else f"{moment:%d/%m/%Y à %H:%M}"
    written = said if kind is DAYS else moment.isoformat(timespec="seconds")
    return written, READ_AS.format(text, KINDS[kind], said)
