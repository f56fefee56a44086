"""Changes as readers see them: by day, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from services.programme.feeds.change import Change, Difference
from services.programme.listings.listing import Listing
from services.programme.listings.rules.addresses import page_path
from services.programme.site.views.dates import moment_of, standing
from services.programme.site.views.words import Badge, where_line
from shared.french.dates import day, moment
from shared.french.typography import capitalised, plural
from shared.geography import region
from shared.geography.time_zones import PARIS
from shared.http.site import Site

MIDNIGHT = time(0)
NEW: Badge = ("Nouveau", "success")
CHANGED: Badge = ("Modifié", "info")
REMOVED: Badge = ("Retiré", "danger")
LEFT = "Une manifestation a quitté le programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change."""

    href: str
    """Empty where there is nothing to read any more."""
    title: str
    badge: Badge
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The changes of one day."""

    heading: str
    lines: tuple[Line, ...]


def days_of(site: Site, changes: Iterable[Change], *, since: datetime | None = None) -> list[Day]:
    """Group changes, which come in order, by the day they were made on the clock of Paris.

    What is new is so to whoever knows the programme as it was at ``since``.
    """
    grouped = groupby(changes, key=lambda each: each.changed_at.astimezone(ZoneInfo(PARIS)).date())
    return [
        Day(heading=capitalised(day(made_on)), lines=tuple(_line(site, each, since) for each in members))
        for made_on, members in grouped
    ]


def version_name(at: datetime) -> str:
    """``Programme au lundi 12 octobre 2026``, with the hour where it is not that at which the day begins."""
    local = at.astimezone(ZoneInfo(PARIS))
    return f"Programme au {day(local.date()) if local.time() == MIDNIGHT else moment(at, PARIS)}"


def difference_text(found: Difference) -> str:
    """``12 nouvelles, 3 modifiées, 1 retirée``."""
    words = (("nouvelle", found.appeared), ("modifiée", found.changed), ("retirée", found.vanished))
    return ", ".join(plural(number, word) for word, number in words)


def _is_new(change: Change, listing: Listing, since: datetime | None) -> bool:
    if since:
        return change.first_published_at >= since
    # The two are one instant until it changes for the first time.
    return listing.first_published_at == listing.changed_at


def _line(site: Site, change: Change, since: datetime | None) -> Line:
    if change.listing is None:
        where = region(change.region_code) if change.region_code else None
        return Line(href="", title=LEFT, badge=REMOVED, where=where.name if where else "")
    content = change.listing.content
    occurrence, _ = standing(content)[0]
    return Line(
        href=site.path(page_path(change.manifestation_id)),
        title=content.title,
        badge=NEW if _is_new(change, change.listing, since) else CHANGED,
        where=f"{moment_of(content, occurrence)}, {where_line(content, occurrence)}",
    )
