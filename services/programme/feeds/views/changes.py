"""Changes as readers see them: by day, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from services.programme.feeds.change import Change
from services.programme.listings.rules.addresses import page_path
from services.programme.site.views.dates import moment_of, standing
from services.programme.site.views.words import Badge, where_line
from shared.french.dates import day
from shared.french.typography import capitalised
from shared.geography import region
from shared.http.site import Site

PARIS = ZoneInfo("Europe/Paris")
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


def days_of(site: Site, changes: Iterable[Change]) -> list[Day]:
    """Group changes, which come in order, by the day they were made on the clock of Paris."""
    grouped = groupby(changes, key=lambda each: each.changed_at.astimezone(PARIS).date())
    return [
        Day(heading=capitalised(day(made_on)), lines=tuple(_line(site, each) for each in members))
        for made_on, members in grouped
    ]


def _line(site: Site, change: Change) -> Line:
    if change.listing is None:
        where = region(change.region_code) if change.region_code else None
        return Line(href="", title=LEFT, badge=REMOVED, where=where.name if where else "")
    content = change.listing.content
    occurrence, _ = standing(content)[0]
    return Line(
        href=site.path(page_path(change.manifestation_id)),
        title=content.title,
        # The two are one instant until it changes for the first time.
        badge=NEW if change.listing.first_published_at == change.listing.changed_at else CHANGED,
        where=f"{moment_of(content, occurrence)}, {where_line(content, occurrence)}",
    )
