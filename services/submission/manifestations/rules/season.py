"""When a manifestation of an edition may take place, always on the clock of the place."""

from datetime import date, datetime, timedelta

from shared.french.dates import NIGHT_ENDS

LONGEST_DAYS = 62
"""From the beginning of one date to its end."""


def season(edition: int) -> tuple[date, date]:
    """Return the first and the last day on which a manifestation of this edition may begin."""
    return date(edition, 10, 1), date(edition, 12, 31)


def begins_in_season(starts_at: datetime, edition: int) -> bool:
    """Return True for a beginning, on the clock of the place, that the season has."""
    first, last = season(edition)
    return first <= starts_at.date() <= last


def ends_in_season(ends_at: datetime, edition: int) -> bool:
    """Return True for an end, on the clock of the place, within the season or the night after its last day."""
    _, last = season(edition)
    return ends_at.replace(tzinfo=None) <= datetime.combine(last + timedelta(days=1), NIGHT_ENDS)
