"""The days that one cell names: a list, a period, or a repetition, with the hours that stand beside them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from services.submission.imports.mapping.moments import Written
from services.submission.imports.mapping.periods import Bounds, month_in, period_in
from services.submission.imports.mapping.series import MOST_DATES, series
from services.submission.imports.mapping.sessions import dated
from services.submission.imports.mapping.slots import Slot, slots_on
from services.submission.imports.mapping.unwritten_years import Season

YEAR_ADDED = "Année non écrite dans « {} » : c’est {}, celle de la saison."
REPEATED = "Dates comprises : « {} », soit {} dates du {:%d/%m/%Y} au {:%d/%m/%Y}."
EACH_DAY = "Horaires compris comme ceux de chaque jour, du {:%d/%m/%Y} au {:%d/%m/%Y}."
YEAR = re.compile(r"\b\d{4}\b|[/.-]\d{1,2}[/.-]\d{2}\b|'\d{2}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What a cell says of days."""

    slots: tuple[Slot, ...]
    until: Written | None = None
    """The last day, where it is one period from the only slot on."""
    notes: tuple[str, ...] = ()


def days_of(text: str, last: date | None, season: Season) -> Days | None:
    """Read a cell; None unless every word of it is understood."""
    if slots := dated(text, None, last, season):
        return Days(slots=slots, notes=_year(text, slots[0].start.day))
    if last is None and (found := period_in(text, season)):
        return _of_period(text, *found)
    if last is None and (found := month_in(text, season)) and (slots := series(found[1], found[0])):
        return _repeated(text, slots)
    return None


def _of_period(text: str, bounds: Bounds, rest: str) -> Days | None:
    first, last = bounds
    if not rest:
        return Days(slots=(Slot(start=Written(day=first)),), until=Written(day=last), notes=_year(text, first))
    if slots := series(rest, bounds):
        return _repeated(text, slots)
    count = (last - first).days + 1
    if count > MOST_DATES:
        return None
    of_each = [slots_on(first + timedelta(days=number), rest) for number in range(count)]
    slots = tuple(slot for each in of_each for slot in each or ())
    if None in of_each or len(slots) > MOST_DATES:
        return None
    return Days(slots=slots, notes=(EACH_DAY.format(first, last), *_year(text, first)))


def _repeated(text: str, slots: tuple[Slot, ...]) -> Days:
    first, last = slots[0].start.day, slots[-1].start.day
    note = REPEATED.format(" ".join(text.split())[:80], len({slot.start.day for slot in slots}), first, last)
    return Days(slots=slots, notes=(note, *_year(text, first)))


def _year(text: str, day: date) -> tuple[str, ...]:
    """Say which year was taken where none is written."""
    return () if YEAR.search(text) else (YEAR_ADDED.format(" ".join(text.split())[:60], day.year),)
