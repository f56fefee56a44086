"""From what was written to a beginning and an end on the clock of the place; what is assumed is noted."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from services.submission.imports.mapping.hours import goes_into_the_night
from services.submission.imports.mapping.moments import Written
from services.submission.imports.mapping.season import within_season

OPENING, CLOSING = time(0, 0), time(23, 59)
ALL_DAY = "Horaires non connus : journée entière."
ALL_DAYS = "Horaires non connus : journées entières."
END_MISSING = "Durée non précisée : jusqu’à la fin de la journée."
LATEST_START = time(23, 0)
UP_TO = "Fin le {:%d/%m/%Y} à 00:00 : le dernier jour est compris comme le {:%d/%m/%Y}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """To where dates of another year are moved: into a year, or into one month of it."""

    year: int
    month: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A beginning and an end, with the place's offset."""

    starts_at: datetime
    ends_at: datetime
    notes: tuple[str, ...] = ()
    all_day: bool = False
    """True where no hour is known."""
    moved: tuple[str, ...] = ()
    """From which day to which the beginning was moved, if it was."""


def schedule(start: Written, end: Written | None, *, zone: ZoneInfo, move: Move | None) -> Schedule:
    """Fill in what was not written, without making up an hour: a day without hours is a whole day.

    An end before its beginning stays so, but for a night: the platform refuses it with a sentence of its own.
    """
    start, end, notes = _days_of_programs(start, end)
    start, end = _local(start, zone), _local(end, zone) if end else None
    start, end, more = _days_of_programs(start, end)
    if end == start and start.hour is not None:
        # Programs that know no end write the beginning again.
        end = None
    start, end, night = _into_the_night(start, end)
    notes += more + night
    first, last = _moved(start, end, move)
    moved: tuple[str, ...] = ()
    if first.day != start.day:
        moved = (f"{start.day:%d/%m/%Y} → {first.day:%d/%m/%Y}",)
        notes.append(f"Dates déplacées : {moved[0]}.")
        if last is not None:
            first, last, note = within_season(first, last)
            notes.extend(note)
    all_day = first.hour is None and (last is None or last.hour is None)
    if all_day:
        notes.append(ALL_DAY if last is None or last.day == first.day else ALL_DAYS)
    elif last is None:
        notes.append(END_MISSING)
    return Schedule(
        starts_at=datetime.combine(first.day, first.hour or OPENING, zone),
        ends_at=_end(first, last, zone),
        notes=tuple(notes),
        all_day=all_day,
        moved=moved,
    )


def moved_day(day: date, move: Move) -> date:
    """Move a day into the wanted year or month, to the nearest day of the same weekday there."""
    if day.year == move.year and move.month in {None, day.month}:
        return day
    month = move.month or day.month
    wanted = date(move.year, month, min(day.day, monthrange(move.year, month)[1]))
    near = (wanted + timedelta(days=sign * days) for days in range(7) for sign in (-1, 1))
    return next(
        there for there in near if there.weekday() == day.weekday() and (there.year, there.month) == (move.year, month)
    )


def _local(written: Written, zone: ZoneInfo) -> Written:
    """Put a moment that has an offset on the clock of the place."""
    if written.hour is None or written.offset is None:
        return written
    moment = datetime.combine(written.day, written.hour, timezone(written.offset)).astimezone(zone)
    return Written(day=moment.date(), hour=moment.time())


def _days_of_programs(start: Written, end: Written | None) -> tuple[Written, Written | None, list[str]]:
    """Take a day that a program wrote with a midnight nobody meant for that day, on whichever clock it was written.

    Midnight after one day is the end of that day; after several, the last day with the same midnight.
    """
    if start.hour != OPENING or (end and (end.hour != OPENING or end.day < start.day)):
        return start, end, []
    if end is None or end.day == start.day:
        return Written(day=start.day), None, []
    last = start.day if end.day - start.day == timedelta(days=1) else end.day
    return Written(day=start.day), Written(day=last), [UP_TO.format(end.day, last)]


def _into_the_night(start: Written, end: Written | None) -> tuple[Written, Written | None, list[str]]:
    """Put an end of 00:00, or of the small hours, under the day of the beginning, on the day after."""
    if end is None or start.hour is None or end.hour is None or end.day != start.day:
        return start, end, []
    if not goes_into_the_night(start.hour, end.hour):
        return start, end, []
    note = f"Fin à {end.hour:%H:%M} : comprise comme la nuit du {start.day:%d/%m/%Y} au lendemain."
    return start, replace(end, day=end.day + timedelta(days=1)), [note]


def _moved(start: Written, end: Written | None, move: Move | None) -> tuple[Written, Written | None]:
    if move is None:
        return start, end
    first = moved_day(start.day, move)
    return replace(start, day=first), replace(end, day=end.day + (first - start.day)) if end else None


def _end(first: Written, last: Written | None, zone: ZoneInfo) -> datetime:
    if last is not None and last.hour is not None:
        return datetime.combine(last.day, last.hour, zone)
    day = last.day if last else first.day
    if first.hour is not None and first.hour >= LATEST_START and day == first.day:
        # An evening that begins at 23:30 does not end at 23:59.
        day += timedelta(days=1)
    return datetime.combine(day, CLOSING, zone)
