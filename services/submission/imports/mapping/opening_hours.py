"""A cell on the opening hours beside dates that have none: read whole, or kept and asked about."""

from dataclasses import replace
from datetime import timedelta

from services.submission.imports.columns.slashed_hours import either_way
from services.submission.imports.mapping.hours import hours_in, mentions_hours
from services.submission.imports.mapping.mapped import OCCURRENCES, Draft
from services.submission.imports.mapping.moments import Written, names_only_days
from services.submission.imports.mapping.series import repeats, series
from services.submission.imports.mapping.sessions import dated
from services.submission.imports.mapping.slots import Slot, slots_on
from services.submission.imports.text import one_line
from shared.geography import fold

NOT_UNDERSTOOD = (
    "« {} » n’est pas compris comme horaire : écrivez par exemple 14h-18h, 9h-12h et 14h-18h, ou une date et ses "
    "heures par séance."
)
EITHER_WAY = (
    "« {} » se lit de deux façons : d’une heure à l’autre (dites-le pour toute la colonne, ou écrivez 14h-16h), ou "
    "deux séances (écrivez leurs fins : 14h-15h et 16h-17h)."
)
REPEATED = "Dates comprises : « {} », du {:%d/%m/%Y} au {:%d/%m/%Y}."
UNTIL_WHEN = (
    "« {} » : de quand à quand ? Donnez la date de la première fois et celle de la dernière (colonne « Date de fin »), "
    "ou une date par séance."
)
ELSEWHERE = "La colonne « {} » n’est pas reprise, et « {} » y ressemble à un horaire : dites ce qu’elle contient."
EACH_DAY = "Horaires compris comme ceux de chaque jour, du {:%d/%m/%Y} au {:%d/%m/%Y}."
MOST_DATES = 60
"""The platform's own limit."""
LONGEST_NOTE = 200
ALL_DAY = frozenset({"toute la journee", "journee entiere", "la journee", "journee", "toute journee"})


def with_opening_hours(draft: Draft, start: Written, end: Written | None) -> tuple[tuple[Slot, ...], str | None]:
    """Return the dates with the hours of that cell, and its text where it is kept because nobody knows better."""
    alone = (Slot(start=start, end=end),)
    cell = draft.record.first("timing")
    if cell is None:
        return alone, None
    text = one_line((cell.text or cell.shown).replace("\n", " ; "))
    if start.hour is not None or (end is not None and end.hour is not None):
        return (_beside_own_hours(draft, alone[0], text),), None
    draft.columns[OCCURRENCES] = cell.column
    last = end.day if end else start.day
    if last > start.day and (slots := series(text, (start.day, last))):
        draft.notes.append(REPEATED.format(text[:80], start.day, last))
        return slots, None
    if slots := dated(text, start.day, last) or _every_day(draft, start, end, text):
        if any(slot.start.hour for slot in slots):
            draft.notes.append(f"Horaires lus dans « {text[:80]} ».")
        return slots, None
    if fold(text) in ALL_DAY or names_only_days(text):
        return alone, None
    if repeats(text):
        draft.fault(OCCURRENCES, "hours_format", UNTIL_WHEN.format(text[:60]), cell)
    elif mentions_hours(text):
        draft.fault(OCCURRENCES, "hours_format", why_not_understood(text), cell)
    else:
        draft.notes.append(f"« {text[:80]} » ne donne pas d’heure : gardé comme précision sur la date.")
    return alone, text[:LONGEST_NOTE]


def why_not_understood(text: str) -> str:
    """Say what is wrong with a text that is to be hours."""
    return (EITHER_WAY if either_way(text) else NOT_UNDERSTOOD).format(text[:60])


def hours_of_each_day(draft: Draft, start: Written, end: Written | None) -> tuple[Slot, ...] | None:
    """Take hours in columns of their own for those of each day of a period, but of a single night."""
    if start.hour is None or end is None or end.hour is None or end.hour <= start.hour:
        return None
    days = (end.day - start.day).days + 1
    if not 1 < days <= MOST_DATES:
        return None
    draft.notes.append(EACH_DAY.format(start.day, end.day))
    each = (start.day + timedelta(days=number) for number in range(days))
    return tuple(Slot(start=replace(start, day=day), end=replace(end, day=day)) for day in each)


def say_where_hours_are(draft: Draft, weekday: int) -> None:
    """Name a column that nobody here knows and that holds the hours of a date which has none."""
    for cell in draft.record.unknown():
        text = one_line(cell.text or "")
        if len(text) <= LONGEST_NOTE and hours_in(text, weekday):
            draft.fault(OCCURRENCES, "hours_elsewhere", ELSEWHERE.format(cell.column, text[:60]), cell)


def hours_on_each(draft: Draft, days: tuple[Slot, ...]) -> tuple[tuple[Slot, ...], str | None]:
    """Give days that stand in one cell the hours of the other columns, the same on each of them."""
    own = [text for field in ("start_time", "end_time") if (text := draft.text(field))]
    cell = draft.record.first("timing") or draft.record.first("start_time")
    if cell is None or any(day.start.hour for day in days):
        return days, None
    text = one_line(" - ".join(own) if own else cell.text or cell.shown)
    of_each = [slots_on(day.start.day, text) for day in days]
    if None not in of_each:
        return tuple(slot for each in of_each for slot in each or ()), None
    draft.fault(OCCURRENCES, "hours_format", why_not_understood(text), cell)
    return days, text[:LONGEST_NOTE]


def _beside_own_hours(draft: Draft, slot: Slot, text: str) -> Slot:
    """Take from the cell no more than the end that a date with a beginning lacks; say where it is not used."""
    read = slots_on(slot.start.day, text) or ()
    if slot.end is None and len(read) == 1 and read[0].start.hour == slot.start.hour:
        return replace(slot, end=read[0].end)
    ends = slot.end.hour if slot.end else None
    agrees = [(one.start.hour, one.end and one.end.hour) for one in read] == [(slot.start.hour, ends)]
    if not agrees and mentions_hours(text):
        draft.notes.append(f"« {text[:80]} » n’est pas repris : les dates ont déjà leurs heures.")
    return slot


def _every_day(draft: Draft, start: Written, end: Written | None, text: str) -> tuple[Slot, ...] | None:
    """Read the hours of each day of a period: nobody stays open day and night."""
    last_day = end.day if end else start.day
    days = (last_day - start.day).days + 1
    if days == 1:
        return slots_on(start.day, text)
    if not 1 < days <= MOST_DATES:
        return None
    of_each = [slots_on(start.day + timedelta(days=number), text) for number in range(days)]
    slots = tuple(slot for each in of_each for slot in each or ())
    if None in of_each or len(slots) > MOST_DATES or any(slot.end is None for slot in slots):
        return None
    if days == len((start.day, last_day)) == len(slots) and _into_the_night(slots[0]):
        return (Slot(start=slots[0].start, end=slots[1].end),)
    draft.notes.append(EACH_DAY.format(start.day, last_day))
    return slots


def _into_the_night(slot: Slot) -> bool:
    """Return True for the evening and the morning after."""
    return bool(slot.start.hour and slot.end and slot.end.hour and slot.end.hour <= slot.start.hour)
