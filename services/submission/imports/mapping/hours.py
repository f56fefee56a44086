"""Hours as French files write them; the whole text is understood, or nothing of it."""

import re
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

CLOCK = r"(?:\d{1,2}\s*(?:h(?:eures?)?\s*(?:[0-5]\d(?:\s*mi?n)?)?(?!\d)|:[0-5]\d(?![\d:]))|midi|minuit)"
BARE = r"\d{1,2}(?![\d/.:h])"
"""A number that is an hour only because the other end of its range is one: ``14-18h``, ``14h à 18``."""
TO = r"(?:-+>?|>|au?|jusqu'a)"
BETWEEN = re.compile(r"\bentre\s+(.+?)\s+et\s+")
RANGE = re.compile(
    rf"(?:de\s+)?(?:(?P<start>{CLOCK})\s*{TO}\s*(?P<end>{CLOCK}|{BARE})"
    rf"|(?P<bare>{BARE})\s*{TO}\s*(?P<late>{CLOCK}))"
)
FROM = re.compile(rf"(?:a partir de\s+|des\s+|a\s+)?(?P<start>{CLOCK})")
JOINED = re.compile(r"\s*(?:[,;/&+|]|\bet\b|\bpuis\b)\s*(?:,\s*|puis\s+|et\s+)?")
SIGNS = str.maketrans({"à": "a", "è": "e", "é": "e", "û": "u", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-",
                       "→": ">", "\u00a0": " ", "\u202f": " ", "(": " ", ")": " "})  # fmt: skip
PARTS_OF_A_DAY = re.compile(
    r"\b(?:horaires?|ouvertures?|ouvert|tous les jours|chaque jour|non[- ]stop|en continu|sans interruption|le|la|"
    r"matin(?:ee)?|apres[- ]?midi|soir(?:ee)?)(?![a-z])\s*:?\s*"
)
WEEKDAY = re.compile(r"\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b\s*:?\s*")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MENTIONED = re.compile(r"\d|\b(?:midi|minuit)\b")
EARLIEST_ALONE = 6
"""``1h30`` alone is as well how long it lasts as when it begins."""
MIDNIGHT = 24
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
    plain = BETWEEN.sub(r"de \1 a ", WEEKDAY.sub("", plain)).strip(" .,;:-")
    if alone := FROM.fullmatch(plain):
        start = clock(alone["start"])
        return (Hours(start=start),) if start and start.hour >= EARLIEST_ALONE else None
    found = _ranges(plain)
    return tuple(found) if found and _in_order(found) else None


def mentions_hours(text: str) -> bool:
    """Return True where a text that was not understood speaks of hours nevertheless."""
    return bool(MENTIONED.search(_plain(text[:LONGEST])))


def clock(text: str) -> time | None:
    """Read ``14h``, ``14 h 30``, ``14:30``, ``midi`` or a bare ``14``; midnight is 00:00."""
    if text in {"midi", "minuit"}:
        return time(12 if text == "midi" else 0)
    numbers = re.findall(r"\d+", text)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
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
    start = clock(match["start"] or match["bare"])
    end = clock(match["end"] or match["late"])
    if start is None or end is None or (end <= start and not goes_into_the_night(start, end)):
        return None
    return Hours(start=start, end=end)


def _in_order(found: list[Hours]) -> bool:
    """Return True where every range begins after the one before has ended; only the last may go on into the night."""
    return all(one.end is not None and one.start < one.end <= following.start for one, following in pairwise(found))
