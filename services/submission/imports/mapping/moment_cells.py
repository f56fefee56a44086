"""The cells of a beginning and of an end, each of which may hold a day, an hour, or both."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.mapped import END, START, Draft
from services.submission.imports.mapping.moments import Written, other_weekday, parse, parse_hour
from services.submission.imports.mapping.month_first import AMBIGUOUS, is_ambiguous
from services.submission.imports.mapping.numbered_dates import KINDS, kind_of, moment_of
from services.submission.imports.mapping.unwritten_years import Season
from services.submission.imports.text import one_line

HOW_TO_WRITE = "écrivez JJ/MM/AAAA ou AAAA-MM-JJ, avec l’heure si elle est connue (14/11/2026 18h30)."
NUMBER = "« {} » est peut-être une date changée en nombre ({} : le {:%d/%m/%Y}), ce que rien ne confirme : {}"
OTHER_WEEKDAY = "« {} » : ce jour est un {}. Corrigez le jour de la semaine, ou la date."
YEAR_ADDED = "Année non écrite dans « {} » : c’est {}, celle de la saison."
EXCLUSIVE = "end.date"
"""Where calendars of programs write the first day after."""
LAST_DAY = "La fin d’une journée entière est le lendemain dans ce fichier : dernier jour le {:%d/%m/%Y}."
YES = frozenset({"oui", "true", "1", "yes", "vrai"})
BEFORE = re.compile(r"^(?:de|à|a|dès|des|vers|from|to|at)\s+")
FRACTION = re.compile(r"0[.,]\d{2,}")
DAY_ZERO = date(1905, 1, 1)
"""Before it lie the days that spreadsheets put before an hour alone."""


def date_cell(draft: Draft, field: str) -> Cell | None:
    """Return the cell of a date; a column of hours that holds whole dates is one, where there is no other."""
    cell = draft.record.first(field)
    if cell is None and (other := draft.record.first(f"{field}_time")) and isinstance(other.value, str):
        written = parse(one_line(other.value))
        return other if written and written.day >= DAY_ZERO else None
    return cell


def moment(draft: Draft, field: str, season: Season) -> Written | None:
    """Read the date of one of the two columns; one that nobody understands is a fault."""
    cell = date_cell(draft, field)
    if cell is None:
        return None
    pointer, text = (
        START if field == "start" else END,
        "" if isinstance(cell.value, list) else one_line(cell.text or ""),
    )
    written = parse(text)
    if cell.column in draft.month_first and is_ambiguous(text):
        draft.fault(pointer, "date_format", AMBIGUOUS.format(cell.shown[:60]), cell)
        return None
    if written is None and (day := season.day(text)):
        draft.notes.append(YEAR_ADDED.format(text[:60], day.year))
        written = Written(day=day)
    if written is None:
        draft.fault(pointer, "date_format", why_none(cell, text), cell)
    draft.columns[pointer] = cell.column
    return _without_the_day_after(draft, cell, written) if field == "end" and written else written


def why_none(cell: Cell, text: str) -> str:
    """Say what is wrong with a text that is to be a date."""
    if weekday := other_weekday(text):
        return OTHER_WEEKDAY.format(cell.shown[:60], weekday)
    if kind := kind_of(cell.shown):
        return NUMBER.format(cell.shown[:60], KINDS[kind], moment_of(cell.shown), HOW_TO_WRITE)
    return f"« {cell.shown[:60]} » n’est pas une date : {HOW_TO_WRITE}"


def with_hour(draft: Draft, written: Written, pointer: str, field: str) -> Written:
    """Read an hour from its own column; one that cannot be read is that column's fault, not the date's."""
    text = one_line(draft.text(field) or "")
    hour = parse_hour(text) or _in_a_column_of_hours(text) or _of_date(text, written)
    if hour is None and (cell := draft.record.first(field)):
        message = f"« {cell.shown[:60]} » n’est pas une heure : écrivez par exemple 18h30."
        draft.fault(pointer, "hour_format", message, cell)
    return replace(written, hour=hour, offset=None)


def _in_a_column_of_hours(text: str) -> time | None:
    """Read what is an hour where nothing else can stand: « à 18h », 18, and 0.75 of a day."""
    plain = BEFORE.sub("", text.lower()).strip()
    if plain.isdecimal():
        return parse_hour(f"{plain}h")
    if FRACTION.fullmatch(plain):
        minutes = round(float(plain.replace(",", ".")) * 24 * 60)
        return time(minutes // 60, minutes % 60)
    return parse_hour(plain)


def _of_date(text: str, written: Written) -> time | None:
    """Return the hour of a cell that says the day again, or which a spreadsheet keeps as one of its first days."""
    found = parse(text)
    return found.hour if found and (found.day == written.day or found.day < DAY_ZERO) else None


def _without_the_day_after(draft: Draft, cell: Cell, written: Written) -> Written:
    """Take the day after whole days, as calendars of programs write their end, for what it is."""
    flag = draft.record.first("all_day")
    whole_days = cell.column == EXCLUSIVE or (flag is not None and (flag.text or "").lower() in YES)
    start = date_cell(draft, "start")
    begins = parse(one_line(start.value)) if start and isinstance(start.value, str) else None
    if not whole_days or written.hour not in {None, time(0)} or begins is None or written.day <= begins.day:
        return written
    last = Written(day=written.day - timedelta(days=1))
    draft.notes.append(LAST_DAY.format(last.day))
    return last
