"""« Du 14 au 20 novembre »: a first day and a last one, which share what is written once, and the hours behind them."""

import re
from datetime import date

from services.submission.imports.day_names import FRENCH_MONTHS, MONTH, WEEKDAY, unaccented
from services.submission.imports.mapping.hours import LONGEST
from services.submission.imports.mapping.unwritten_years import Season, day_in, day_of_year

NAMED = rf"(?:{WEEKDAY}\.?,?\s+)?"
WHOLE = (
    rf"{NAMED}(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?\d{{2,4}})?|"
    rf"\d{{1,2}}(?:er)?\s+{MONTH}(?:\s+\d{{4}})?)(?![\d/h:])"
)
PERIOD = re.compile(
    rf"(?:\b(?:du|de)\s+(?:le\s+)?|^)(?P<first>{WHOLE}|{NAMED}\d{{1,2}}(?:er)?)\s*"
    rf"(?:\b(?:jusqu'au|au)\b|-+>?|>)\s*(?:le\s+)?(?P<last>{WHOLE})"
)
BETWEEN = re.compile(r"\bentre\s+(.+?)\s+et\s+(?:le\s+)?")
MONTH_ALONE = re.compile(
    rf"(?:\b(?:de|du|en|au|pendant|tout)\s+(?:le\s+)?(?:mois\s+(?:de\s+|d'\s*)?)?|\bd')(?P<month>{MONTH})(?P<year>\s+\d{{4}})?"
)
HYPHENS = re.compile(r"\d{1,2}-\d{1,2}")
DECEMBER = 12
Bounds = tuple[date, date]


def period_in(text: str, season: Season | None = None) -> tuple[Bounds, str] | None:
    """Return the period that a text names and what else it says; None where it names none, or is too long."""
    plain = BETWEEN.sub(r"du \1 au ", unaccented(" ".join(text.split()))[:LONGEST])
    match = PERIOD.search(plain)
    # « 3-10-17 novembre » is no period from the third of October on.
    if match is None or (HYPHENS.fullmatch(match["first"]) and plain[match.end("first")] == "-"):
        return None
    bounds = _bounds(match["first"], match["last"], season)
    return (bounds, f"{plain[: match.start()]} {plain[match.end() :]}".strip(" ,;:")) if bounds else None


def month_in(text: str, season: Season) -> tuple[Bounds, str] | None:
    """Return the days of the season in the month that a text names, and what else it says."""
    plain = unaccented(" ".join(text.split()))[:LONGEST]
    match = MONTH_ALONE.search(plain)
    start = day_in(f"1 {match['month']}{match['year'] or ''}", season.first.year, None) if match else None
    if match is None or start is None:
        return None
    following = date(start.year + start.month // DECEMBER, start.month % DECEMBER + 1, 1)
    first, last = max(start, season.first), min(date.fromordinal(following.toordinal() - 1), season.last)
    rest = f"{plain[: match.start()]} {plain[match.end() :]}".strip(" ,;:")
    return ((first, last), rest) if first <= last else None


def _bounds(first: str, last: str, season: Season | None) -> Bounds | None:
    end = day_in(last, None, season)
    if end is None:
        return None
    year, month = end.year, FRENCH_MONTHS[end.month]
    rest = (first, f"{first}/{end.month:02}/{year}", f"{first} {month} {year}")
    start = next((found for one in rest if (found := day_of_year(one, year))), None)
    return (start, end) if start and start <= end else None
