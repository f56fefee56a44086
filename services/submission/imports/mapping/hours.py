"""Hours as French files write them; the whole text is understood, or nothing of it."""

import re
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from services.submission.imports.columns.slashed_hours import several_ranges

TWELVE_HOURS = r"\d{1,2}(?::[0-5]\d)?\s*[ap]\.?m\b\.?"
"""``2:30 pm``, as programs in English write it."""
CLOCK = (
    rf"(?:{TWELVE_HOURS}|\d{{1,2}}\s*(?:h(?:eures?)?\s*(?:[0-5]\d(?!\s*h)(?:\s*mi?n)?)?(?!\d)|:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|midi|minuit)"
)
DOTTED = r"\d{1,2}\.[0-5]\d(?![\d.])"
"""An hour only where the other end of its range is written like that too; alone it is a price as well."""
BARE = r"\d{1,2}(?![\d/.:h])"
"""A number that is an hour only because the other end of its range is one: ``14-18h``, ``14h à 18``."""
TO = r"(?:-+>?|>|au?|jusqu'a|to|until)"
BETWEEN = re.compile(r"\bentre\s+(.+?)\s+et\s+")
RANGE = re.compile(
    rf"(?:(?:de|from)\s+)?(?:(?P<start>{CLOCK})\s*{TO}\s*(?P<end>{CLOCK}|{BARE})"
    rf"|(?P<dotted>{DOTTED})\s*{TO}\s*(?P<dotted_end>{DOTTED})"
    rf"|(?P<bare>{BARE})\s*{TO}\s*(?P<late>{CLOCK}))"
)
FROM = re.compile(rf"(?:a partir de\s+|des\s+|a\s+)?(?P<start>{CLOCK})")
JOINED = re.compile(r"\s*(?:[,;/&+|-]|\b(?:et|and)\b|\bpuis\b)\s*(?:,\s*|puis\s+|et\s+)?|\s+")
LASTS = re.compile(
    r"[\s,;-]*\bduree\s*:?\s*(?:de\s+|d')?(?:environ\s+)?"
    r"(?:(?P<hours>\d{1,2})\s*h(?:eures?)?\s*(?P<rest>[0-5]\d)?(?:\s*mi?n)?|(?P<minutes>\d{2,3})\s*(?:mn|min(?:utes?)?))(?!\d)"
)
SIGNS = str.maketrans({"à": "a", "è": "e", "é": "e", "û": "u", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-",
                       "→": ">", "\u00a0": " ", "\u202f": " ", "(": " ", ")": " "})  # fmt: skip
PARTS_OF_A_DAY = re.compile(
    r"\b(?:horaires?|ouvertures?|ouvert|tous les jours|chaque jour|non[- ]stop|en continu|sans interruption|le|la|"
    r"matin(?:ee)?|apres[- ]?midi|soir(?:ee)?|environ|precises?|rendez-vous|rdv|vers|"
    r"sur (?:inscription|reservation|rendez-vous|rdv)|heure locale)(?![a-z])\s*:?\s*"
)
"""What changes nothing about the hours beside it."""
WEEKDAY = re.compile(r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b\s*:?\s*")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MENTIONED = re.compile(r"\d|\b(?:midi|minuit)\b")
EARLIEST_ALONE = 6
"""``1h30`` alone is as well how long it lasts as when it begins."""
MIDNIGHT, NOON = 24, 12
LONGEST = 400
"""Longer texts are no hours."""
DAWN, LONGEST_NIGHT_MINUTES = time(8), 12 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """From when to when on one day; an end that is not later than the start is on the next."""

    start: time
    end: time | None = None


def hours_in(text: str, weekday: int | None = None) -> tuple[Hours, ...] | None:
    """Read all hours of a text; None where any word of it is not understood, or names another weekday."""
    plain = _plain(text[:LONGEST])
    if len(text) > LONGEST or any(WEEKDAYS.index(name) != weekday for name in WEEKDAY.findall(plain)):
        return None
    plain = BETWEEN.sub(r"de \1 a ", WEEKDAY.sub("", plain))
    lasts, plain = _minutes(plain), several_ranges(LASTS.sub("", plain).strip(" .,;:-"))
    if alone := FROM.fullmatch(plain):
        start = clock(alone["start"])
        if start is None or start.hour < EARLIEST_ALONE:
            return None
        return (Hours(start=start, end=_after(start, lasts) if lasts else None),)
    found = _ranges(plain)
    if not found or not _in_order(found) or (lasts and any(_after(one.start, lasts) != one.end for one in found)):
        return None
    return tuple(found)


def mentions_hours(text: str) -> bool:
    """Return True where a text that was not understood speaks of hours nevertheless."""
    return bool(MENTIONED.search(_plain(text[:LONGEST])))


def clock(text: str) -> time | None:
    """Read ``14h``, ``14 h 30``, ``14:30``, ``midi`` or a bare ``14``; midnight is 00:00."""
    if text in {"midi", "minuit"}:
        return time(12 if text == "midi" else 0)
    numbers = re.findall(r"\d+", text)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if half := re.search(r"([ap])\.?m\b", text):
        hour = hour % NOON + (NOON if half[1] == "p" else 0) if hour <= NOON else MIDNIGHT + 1
    if hour == MIDNIGHT and not minute:
        return time(0)
    return time(hour, minute) if hour < MIDNIGHT else None


def goes_into_the_night(start: time, end: time) -> bool:
    """Return True where an end that is not later than the start is plainly on the next day."""
    lasts = (end.hour - start.hour) % MIDNIGHT * 60 + end.minute - start.minute
    return end <= start and (end == time(0) != start or (end <= DAWN and 0 < lasts <= LONGEST_NIGHT_MINUTES))


def _plain(text: str) -> str:
    return PARTS_OF_A_DAY.sub("", " ".join(text.lower().translate(SIGNS).split()))


def _ranges(plain: str) -> list[Hours] | None:
    found: list[Hours] = []
    at = 0
    while match := RANGE.match(plain, at):
        one = _range(match)
        if one is None:
            return None
        found.append(one)
        at = match.end()
        if at == len(plain):
            return found
        joined = JOINED.match(plain, at)
        if joined is None:
            return None
        at = joined.end()
    return None


def _range(match: re.Match[str]) -> Hours | None:
    begins, ends = (
        match["start"] or match["bare"] or match["dotted"],
        match["end"] or match["late"] or match["dotted_end"],
    )
    if match["bare"] and (half := re.search(r"[ap]\.?m\b", ends)):
        begins = f"{begins} {half[0]}"
    start, end = clock(begins), clock(ends)
    if start is None or end is None or (end <= start and not goes_into_the_night(start, end)):
        return None
    return Hours(start=start, end=end)


def _minutes(plain: str) -> int | None:
    """Return how long it lasts, where the text says so."""
    said = LASTS.search(plain)
    return int(said["minutes"] or int(said["hours"]) * 60 + int(said["rest"] or 0)) if said else None


def _after(start: time, minutes: int) -> time:
    total = start.hour * 60 + start.minute + minutes
    return time(total // 60 % MIDNIGHT, total % 60)


def _in_order(found: list[Hours]) -> bool:
    """Return True where every range begins after the one before has ended; only the last may go on into the night."""
    return all(one.end is not None and one.start < one.end <= following.start for one, following in pairwise(found))
