"""A time that only goes on when told to, and the day that it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from shared.geography.time_zones import PARIS


class SettableClock:
    """Seconds since some moment, for whatever takes a clock."""

    def __init__(self) -> None:
        """Start at zero."""
        self.now = 0.0

    def __call__(self) -> float:
        """Return the present second."""
        return self.now


def day_in_paris() -> date:
    """Return the day that it is for a chamber: from 22:00 or 23:00 UTC on another one than for a server."""
    return datetime.now(ZoneInfo(PARIS)).date()
