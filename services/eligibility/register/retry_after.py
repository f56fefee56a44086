"""When a server that turned a request away wants to be asked again; pure."""

from datetime import datetime
from email.utils import parsedate_to_datetime


def seconds_asked_for(header: str, *, now: datetime) -> float | None:
    """Return the seconds that a ``Retry-After`` names, as a number or as a date; None where it names none."""
    try:
        seconds = float(header) if _is_number(header) else _until(header, now)
    except (ValueError, OverflowError):
        return None
    return max(0.0, seconds)


def _is_number(header: str) -> bool:
    digits = header.strip().replace(".", "", 1)
    return digits.isascii() and digits.isdecimal()


def _until(header: str, now: datetime) -> float:
    at = parsedate_to_datetime(header)
    return (at if at.tzinfo else at.replace(tzinfo=now.tzinfo)).timestamp() - now.timestamp()
