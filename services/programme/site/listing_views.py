"""Listings as readers see them: cards by day, with hours on the clocks of the place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from services.programme.listings.answers import page_path
from services.programme.listings.store import Listing
from shared.contracts.content import Content, Openness, Place
from shared.contracts.vocabulary import FORMATS, THEMES
from shared.geography import department
from shared.http.french import DAYS, SHORT_MONTHS, day, hour, zone_remark
from shared.http.site import Site
from shared.http.typography import NO_BREAK, capitalised, town

OPENNESS: dict[Openness, tuple[str, str]] = {
    "open_to_all": ("Ouverte à toutes et à tous", "success"),
    "on_invitation": ("Sur invitation", "waiting"),
    "professionals_only": ("Réservée aux professionnels", "info"),
}
"""Label and kind of badge."""
DASH = f"{NO_BREAK}–{NO_BREAK}"
ALL_DAY = "toute la journée"
ALREADY_BEGUN = "Déjà commencées"
MIDNIGHT, LAST_MINUTE = time(0), time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One manifestation in the list."""

    href: str
    title: str
    when: str
    tile: tuple[str, str]
    """What stands large, and the words below it."""
    place: str
    organiser: str
    format: str
    openness: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayGroup:
    """What begins on one day."""

    heading: str
    cards: tuple[Card, ...]


def day_groups(site: Site, listings: Iterable[Listing], *, since: date | None) -> list[DayGroup]:
    """Group listings, which come in order, by the day they begin; what began before ``since`` stands in front."""

    def heading(listing: Listing) -> str:
        return ALREADY_BEGUN if since and listing.first_day < since else capitalised(day(listing.first_day, year=False))

    return [
        DayGroup(heading=text, cards=tuple(_card(site, listing) for listing in members))
        for text, members in groupby(listings, key=heading)
    ]


def when(listing: Listing) -> str:
    """Say the days where there are several, and the hours: ``10 h – 12 h 30``."""
    content = listing.content
    if listing.first_day == listing.last_day:
        return f"{hours(content)}{zone_remark(content.time_zone)}"
    return days(listing.first_day, listing.last_day)


def days(first: date, last: date) -> str:
    """``du samedi 14 au mardi 17 novembre``; the first month is said where it is another one."""
    start = (
        day(first, year=False) if first.month != last.month else f"{DAYS[first.weekday()]}{NO_BREAK}{_number(first)}"
    )
    return f"du {start} au {day(last, year=False)}"


def hours(content: Content) -> str:
    """``10 h – 12 h 30``, or ``toute la journée``."""
    start, end = (_local(at, content) for at in (content.starts_at, content.ends_at))
    if start == MIDNIGHT and end in {MIDNIGHT, LAST_MINUTE}:
        return ALL_DAY
    return hour(start) if start == end else f"{hour(start)}{DASH}{hour(end)}"


def place_line(place: Place) -> str:
    """``Rennes (Ille-et-Vilaine)``."""
    name, found = town(place.commune_name), department(place.department_code)
    return f"{name} ({found.name})" if found else name


def format_label(slug: str) -> str:
    """Return the French label of a format; the slug itself where a later release named it."""
    return dict(FORMATS).get(slug, slug)


def theme_label(slug: str) -> str:
    """Return the French label of a theme; the slug itself where a later release named it."""
    return dict(THEMES).get(slug, slug)


def _card(site: Site, listing: Listing) -> Card:
    content = listing.content
    return Card(
        href=site.path(page_path(listing.manifestation_id)),
        title=content.title,
        when=when(listing),
        tile=_tile(listing),
        place=place_line(content.place),
        organiser=listing.organiser_name,
        format=format_label(content.format),
        openness=OPENNESS[content.openness],
    )


def _tile(listing: Listing) -> tuple[str, str]:
    first, last, content = listing.first_day, listing.last_day, listing.content
    if first != last:
        return _number(first), f"au {_number(last)}{NO_BREAK}{SHORT_MONTHS[last.month - 1]}"
    start = _local(content.starts_at, content)
    return ("journée", "") if hours(content) == ALL_DAY else (hour(start), "")


def _number(value: date) -> str:
    return "1er" if value.day == 1 else str(value.day)


def _local(at: datetime, content: Content) -> time:
    return at.astimezone(ZoneInfo(content.time_zone)).time().replace(second=0, microsecond=0)
