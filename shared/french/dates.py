"""Dates and hours as French readers write them, always in the zone of the place."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.french.typography import DASH, NO_BREAK
from shared.geography.time_zones import PARIS

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
ZONE_NAMES = {
    "America/Cayenne": "heure de Guyane",
    "America/Guadeloupe": "heure de Guadeloupe",
    "America/Martinique": "heure de Martinique",
    "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
    "America/St_Barthelemy": "heure de Saint-Barthélemy",
    "America/Marigot": "heure de Saint-Martin",
    "Indian/Mayotte": "heure de Mayotte",
    "Indian/Reunion": "heure de La Réunion",
    "Pacific/Gambier": "heure des Gambier",
    "Pacific/Marquesas": "heure des Marquises",
    "Pacific/Noumea": "heure de Nouvelle-Calédonie",
    "Pacific/Tahiti": "heure de Tahiti",
    "Pacific/Wallis": "heure de Wallis-et-Futuna",
}
NIGHT_ENDS = time(6)
"""What ends at this hour or before belongs to the evening it began in."""


def day(value: date, *, year: bool = True) -> str:
    """``samedi 14 novembre 2026``; the first of a month is ``1er``."""
    number = "1er" if value.day == 1 else str(value.day)
    text = f"{DAYS[value.weekday()]}{NO_BREAK}{number} {MONTHS[value.month - 1]}"
    return f"{text} {value.year}" if year else text


def hour(value: time) -> str:
    """``10 h``, ``9 h 05``."""
    text = f"{value.hour}{NO_BREAK}h"
    return f"{text}{NO_BREAK}{value.minute:02}" if value.minute else text


def moment(at: datetime, zone: str) -> str:
    """``samedi 14 novembre 2026 à 10 h``."""
    return local_moment(at.astimezone(ZoneInfo(zone)), zone)


def local_moment(at: datetime, zone: str) -> str:
    """Say the same of what a clock shows: ``samedi 12 septembre 2026 à 18 h``."""
    return f"{day(at)} à {hour(at.time())}{zone_remark(zone)}"


def moments(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Say when something takes place.

    One day: ``samedi 14 novembre 2026, 10 h – 12 h 30``, a night included. Several days:
    ``du samedi 14 novembre, 10 h, au dimanche 15 novembre 2026, 18 h``.
    """
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (starts_at, ends_at))
    if start.date() == end.date() or same_night(start, end):
        return f"{day(start)}, {hour(start.time())}{DASH}{hour(end.time())}{zone_remark(zone)}"
    first = day(start, year=start.year != end.year)
    return f"du {first}, {hour(start.time())}, au {day(end)}, {hour(end.time())}{zone_remark(zone)}"


def zone_remark(zone: str) -> str:
    """Name the zone where readers could take it for their own: nothing in metropolitan France."""
    if zone == PARIS:
        return ""
    return f" ({ZONE_NAMES.get(zone, f'fuseau {zone}')})"


def tile(at: datetime, zone: str) -> dict[str, str]:
    """Return the parts of a calendar leaf: ``{"weekday": "samedi", "day": "14", "month": "nov."}``."""
    local = at.astimezone(ZoneInfo(zone))
    number = "1er" if local.day == 1 else str(local.day)
    return {"weekday": DAYS[local.weekday()], "day": number, "month": SHORT_MONTHS[local.month - 1]}


def local_input(at: datetime, zone: str) -> str:
    """Return the value of an ``<input type="datetime-local">``: ``2026-11-14T10:00``."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def with_offset(text: str, zone: str) -> str:
    """Add the zone's offset to what such an input sends; leave unreadable text for the validation to name."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone)).isoformat()


def same_night(start: datetime, end: datetime) -> bool:
    """Return True where something begins in an evening and ends in the night after it; both on one clock."""
    return end.date() == start.date() + timedelta(days=1) and end.time() <= NIGHT_ENDS < start.time()


def last_day(start: datetime, end: datetime) -> date:
    """Return the last day of what lasts from ``start`` to ``end``, a night being of its evening; both on one clock."""
    day_before = end.time() <= NIGHT_ENDS
    return max(start.date(), end.date() - timedelta(days=day_before))
