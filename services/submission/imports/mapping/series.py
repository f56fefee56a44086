"""« Tous les mardis de 18h à 20h »: days of the week between a first day and a last one, never a long block."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from services.submission.imports.day_names import FRENCH_MONTHS, WEEKDAYS, unaccented
from services.submission.imports.mapping.hours import LONGEST
from services.submission.imports.mapping.moments import Written
from services.submission.imports.mapping.periods import Bounds
from services.submission.imports.mapping.sessions import dated
from services.submission.imports.mapping.slots import Slot, slots_on

NAME = rf"(?:{'|'.join(WEEKDAYS)})s?"
LEAD = r"(?:(?:tous|toutes)\s+les|chaque|les?)\s+"
RUN = rf"(?:du\s+{NAME}\s+au\s+{NAME}|{NAME}(?:\s*(?:,|et|&|/)\s*(?:les?\s+)?{NAME})*)"
EVERY_DAY = r"(?:tous les jours|chaque jour|tlj)(?:\s+(?=du\s))?"
GROUP = re.compile(rf"\b(?:(?:{EVERY_DAY}\s*)?(?:{LEAD})?(?P<run>{RUN})|(?P<every>{EVERY_DAY}))")
EXCEPT = re.compile(rf"[\s,(]*\b(?:sauf|hors|excepte|fermee?s?)\s+(?:{LEAD})?(?P<run>{RUN})[\s)]*")
EXCEPT_DAYS = re.compile(r"[\s,(]*\b(?:sauf|hors|excepte|relache)\s+(?:les?\s+)?(?P<days>[^()]*\d[^()]*?)[\s)]*$")
NUMBERS = re.compile(r"(?:\d{1,2}(?:er)?(?:\s*(?:,|&|et)\s*(?:les?\s+)?)?)+")
"""« Sauf le 10 et le 17 », in the only month of which it can be."""
ENDS = re.compile(r"^(?:[\s,:;/|-]|\b(?:et|puis|les?)\b)+|(?:[\s,:;/|-]|\b(?:et|puis))+$")
REPEATS = re.compile(rf"\b(?:(?:tous|toutes)\s+les|chaque)\s+(?:\d+\s+)?{NAME}|\b(?:{'|'.join(WEEKDAYS)})s\b")
MOST_DATES = 60


def repeats(text: str) -> bool:
    """Return True for a text that says that there are several dates, one a week."""
    return bool(REPEATS.search(unaccented(text[:LONGEST])))


def series(text: str, bounds: Bounds) -> tuple[Slot, ...] | None:
    """Return the dates of a repetition; None unless every word of it is understood."""
    if len(text) > LONGEST:
        return None
    plain, days_out = _without_days(unaccented(" ".join(text.split())), bounds)
    left_out = {number for match in EXCEPT.finditer(plain) for number in _numbers(match["run"])}
    plain = EXCEPT.sub(" ", plain)
    groups = list(GROUP.finditer(plain))
    if not groups:
        return None
    before, after = _around(plain, groups)
    if before and (len(groups) > 1 or after[0]):
        return None
    hours = [before] if before else after
    if len({bool(one) for one in hours}) != 1:
        return None
    meant = [(_days_of(group) - left_out, said) for group, said in zip(groups, hours, strict=True)]
    slots = _slots(meant, bounds)
    # A day that is left out and was none of them is a mistake of somebody's.
    if slots is None or not days_out <= {slot.start.day for slot in slots}:
        return None
    return tuple(slot for slot in slots if slot.start.day not in days_out) or None


def _without_days(plain: str, bounds: Bounds) -> tuple[str, set[date]]:
    """Take away the days on which it does not take place; as long as they are not understood they stay in the text."""
    match = EXCEPT_DAYS.search(plain)
    if match is None:
        return plain, set()
    days, (first, last) = match["days"], bounds
    if NUMBERS.fullmatch(days) and (first.year, first.month) == (last.year, last.month):
        days = f"{days} {FRENCH_MONTHS[first.month]}"
    slots = dated(days, first, last)
    if slots is None or any(slot.start.hour for slot in slots):
        return plain, set()
    return plain[: match.start()], {slot.start.day for slot in slots}


def _around(plain: str, groups: Sequence[re.Match[str]]) -> tuple[str, list[str]]:
    """Return what stands before the first named days, and after each."""
    ends = [*(one.start() for one in groups[1:]), len(plain)]
    after = [ENDS.sub("", plain[one.end() : end]) for one, end in zip(groups, ends, strict=True)]
    return ENDS.sub("", plain[: groups[0].start()]), after


def _slots(groups: Sequence[tuple[set[int], str]], bounds: Bounds) -> tuple[Slot, ...] | None:
    first, last = bounds
    if (last - first).days > len(WEEKDAYS) * MOST_DATES:
        return None
    slots: list[Slot] = []
    for day in (first + timedelta(days=number) for number in range((last - first).days + 1)):
        for weekdays, hours in groups:
            if day.weekday() not in weekdays:
                continue
            on_that_day = slots_on(day, hours) if hours else (Slot(start=Written(day=day)),)
            if on_that_day is None:
                return None
            slots.extend(on_that_day)
    return tuple(slots) if 0 < len(slots) <= MOST_DATES else None


def _days_of(group: re.Match[str]) -> set[int]:
    return _numbers(group["run"]) if group["run"] else set(range(len(WEEKDAYS)))


def _numbers(run: str) -> set[int]:
    named = [WEEKDAYS.index(name) for name in re.findall("|".join(WEEKDAYS), run)]
    if not run.startswith("du "):
        return set(named)
    first, last = named
    return {(first + number) % len(WEEKDAYS) for number in range((last - first) % len(WEEKDAYS) + 1)}
