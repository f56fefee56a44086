"""A long period that was moved to another year must not end where the platform takes none: it is cut to the season."""

from dataclasses import replace
from datetime import date, time, timedelta

from services.submission.imports.mapping.moments import Written
from services.submission.imports.mapping.shipped import CLOSES, OPENS

LONGEST_DAYS = 62
"""The platform's own rules, known here so that what this command moved is never the organiser's fault."""
MARGIN = 2
"""Days less than that to add to the first: the last counts too, and the night when clocks go back is longer."""


def within_season(first: Written, last: Written) -> tuple[Written, Written, list[str]]:
    """Cut a moved period to the season that it overlaps, and say what was cut; a period outside stays as it is."""
    year = first.day.year
    opens, closes = date(year, *OPENS), date(year, *CLOSES)
    if last.day < opens or first.day > closes or (first.day >= opens and last.day <= closes):
        return first, last, []
    start = max(first.day, opens)
    end = min(last.day, closes, start + timedelta(days=LONGEST_DAYS - MARGIN))
    notes = []
    if start != first.day:
        notes.append(f"Début ramené au {start:%d/%m/%Y}, ouverture de la saison.")
    if end != last.day:
        why = ", fin de la saison" if end == closes else f" : une manifestation dure {LONGEST_DAYS} jours au plus"
        notes.append(f"Fin ramenée au {end:%d/%m/%Y}{why}.")
    # On one day the hours of two could end before they begin.
    hour = time(23, 59) if start == end else last.hour
    return replace(first, day=start), replace(last, day=end, hour=hour), notes
