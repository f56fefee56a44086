"""The dates of a record, from whichever of its columns say something about them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.days import Days, days_of
from services.submission.imports.mapping.hours_under_dates import move_hours, say_what_changes_the_dates, with_duration
from services.submission.imports.mapping.mapped import END, OCCURRENCES, START, Draft
from services.submission.imports.mapping.moment_cells import HOW_TO_WRITE, date_cell, moment, why_none, with_hour
from services.submission.imports.mapping.moments import Written, parse
from services.submission.imports.mapping.opening_hours import (
    hours_of_each_day,
    hours_on_each,
    say_where_hours_are,
    with_opening_hours,
)
from services.submission.imports.mapping.recurrence import recurring
from services.submission.imports.mapping.schedule import Move, Schedule, moved_day, schedule
from services.submission.imports.mapping.slots import Slot, slots_on
from services.submission.imports.mapping.timings import listed
from services.submission.imports.mapping.unwritten_years import Season
from services.submission.imports.text import one_line

DATES_BETWEEN = (
    "Le fichier donne la première date ({:%d/%m/%Y}) et la dernière ({:%d/%m/%Y}) : ajoutez celles qu’il y a entre les "
    "deux, dans « timings » ou une colonne « Séances »."
)
DAY_AND_NIGHT = timedelta(days=2)
DAY_AND_NIGHT_SAYS = (
    "Du {:%d/%m/%Y} à {:%H:%M} au {:%d/%m/%Y} à {:%H:%M}, jour et nuit ? Sinon, donnez une date par séance, ou les "
    "heures de chaque jour dans une colonne « Horaires »."
)
NOT_LISTED = "« {} » n’est pas une liste de créneaux, chacun avec son début et sa fin."


def read_schedule(draft: Draft, *, zone: ZoneInfo, season: Season, move: Move | None) -> None:
    """Fill in the dates; of what is written about them nothing is passed over without a word."""
    move_hours(draft)
    say_what_changes_the_dates(draft)
    slots, kept = _slots(draft, season)
    if not slots:
        return
    delta = moved_day(slots[0].start.day, move) - slots[0].start.day if move else timedelta()
    first = schedule(slots[0].start, slots[0].end, zone=zone, move=move)
    others = [schedule(*_shifted(slot, delta), zone=zone, move=None) for slot in slots[1:]]
    draft.moved.extend(first.moved)
    for result in (first, *others):
        draft.notes.extend(result.notes)
    if len(slots) == 1 and slots[0].end is None and any(fault.pointer == END for fault in draft.faults):
        draft.body["occurrences"] = [{"starts_at": first.starts_at.isoformat()}]
        return
    draft.body["occurrences"] = [_occurrence(result, kept) for result in (first, *others)]
    if first.all_day:
        say_where_hours_are(draft, first.starts_at.weekday())


def _occurrence(result: Schedule, kept: str | None) -> dict[str, Any]:
    if result.all_day:
        first, last = result.starts_at.date(), result.ends_at.date()
        whole = {"starts_at": first.isoformat(), **({"ends_at": last.isoformat()} if last != first else {})}
        return {**whole, "note": kept} if kept else whole
    return {"starts_at": result.starts_at.isoformat(), "ends_at": result.ends_at.isoformat()}


def _shifted(slot: Slot, delta: timedelta) -> tuple[Written, Written | None]:
    end = replace(slot.end, day=slot.end.day + delta) if slot.end else None
    return replace(slot.start, day=slot.start.day + delta), end


def _slots(draft: Draft, season: Season) -> tuple[tuple[Slot, ...], str | None]:
    """Return the dates, and what is said of their hours that nobody here understands."""
    listing = (cell for cell in draft.record.all("timing") if isinstance(cell.value, list))
    if cell := draft.record.first("timings") or next(listing, None):
        draft.columns[OCCURRENCES] = cell.column
        if slots := listed(cell.value):
            return slots, None
        draft.fault(OCCURRENCES, "timings_format", NOT_LISTED.format(cell.shown[:60]), cell)
    if slots := _first_and_last(draft):
        return slots, None
    start_cell = date_cell(draft, "start")
    if start_cell is None and (cells := draft.record.all("timing")):
        return _from_timing_cells(draft, cells, season)
    if start_cell is None:
        draft.fault(START, "date_missing", f"La date de début manque : {HOW_TO_WRITE}")
        return (), None
    return _from_start_cell(draft, start_cell, season)


def _from_start_cell(draft: Draft, cell: Cell, season: Season) -> tuple[tuple[Slot, ...], str | None]:
    last, text = moment(draft, "end", season), cell.text or ""
    if parse(one_line(text)) is None and (read := days_of(text, last.day if last else None, season)):
        draft.columns[OCCURRENCES] = draft.columns[START] = cell.column
        draft.notes.extend(read.notes)
        if read.until:
            draft.columns[END] = cell.column
            return _with_hours(draft, read.slots[0].start, read.until)
        if len(read.slots) == 1 and read.slots[0].start.hour is None:
            return _with_hours(draft, read.slots[0].start, last)
        return hours_on_each(draft, read.slots)
    start = moment(draft, "start", season)
    return _with_hours(draft, start, last) if start else ((), None)


def _from_timing_cells(draft: Draft, cells: list[Cell], season: Season) -> tuple[tuple[Slot, ...], str | None]:
    """Read days, and hours if it has them, out of the first of these cells that names any."""
    for cell in cells:
        text = one_line((cell.text or cell.shown).replace("\n", " ; "))
        written = parse(text)
        read = Days(slots=(Slot(start=written),)) if written else days_of(text, None, season)
        if read is None:
            continue
        draft.columns[OCCURRENCES] = draft.columns[START] = cell.column
        draft.notes.extend(read.notes)
        hours_elsewhere = cell is not cells[0] or draft.record.has("start_time")
        if read.slots[0].start.hour is not None or not hours_elsewhere:
            return (tuple(replace(one, end=read.until) for one in read.slots) if read.until else read.slots), None
        if len(read.slots) == 1:
            return _with_hours(draft, read.slots[0].start, read.until)
        return hours_on_each(draft, read.slots)
    text = one_line(cells[0].text or cells[0].shown)
    draft.fault(START, "date_format", why_none(cells[0], text), cells[0])
    return (), None


def _first_and_last(draft: Draft) -> tuple[Slot, ...]:
    """Read the first and the last of several dates, where a program tells of these two alone; the others are asked."""
    cells = [draft.record.first(name) for name in ("start", "first_end", "last_start", "end")]
    times = [parse(cell.value) if cell and isinstance(cell.value, str) else None for cell in cells]
    start, first_end, last_start, end = times
    if not start or not first_end or not last_start or not end or first_end.day >= last_start.day:
        return ()
    draft.fault(OCCURRENCES, "dates_between", DATES_BETWEEN.format(start.day, last_start.day), cells[1])
    return Slot(start=start, end=first_end), Slot(start=last_start, end=end)


def _with_hours(draft: Draft, start: Written, end: Written | None) -> tuple[tuple[Slot, ...], str | None]:
    """Add the hours of their own columns; else those that a sentence on the opening hours gives."""
    if start.hour is None and (text := draft.text("start_time")):
        ranges = None if draft.text("end_time") else slots_on(start.day, text)
        if ranges and ranges[0].end and end in {None, Written(day=start.day)}:
            return ranges, None
        start = with_hour(draft, start, START, "start_time")
    if draft.text("end_time") and (end is None or end.hour is None) and not _unread(draft, "end"):
        end = with_hour(draft, end or start, END, "end_time")
        end = None if end.hour is None else end
    if _unread(draft, "start_time"):
        return (), None
    end = with_duration(draft, start, end)
    if dates := recurring(draft, start, end):
        return dates, None
    if draft.text("start_time") and draft.text("end_time") and (days := hours_of_each_day(draft, start, end)):
        return days, None
    if start.hour and end and end.hour and end.day - start.day >= DAY_AND_NIGHT:
        cell = draft.record.first("end")
        draft.fault(
            OCCURRENCES, "day_and_night", DAY_AND_NIGHT_SAYS.format(start.day, start.hour, end.day, end.hour), cell
        )
    return with_opening_hours(draft, start, end)


def _unread(draft: Draft, field: str) -> bool:
    """Return True where the cell is at fault already."""
    cell = draft.record.first(field)
    return cell is not None and any(fault.column == cell.column for fault in draft.faults)
