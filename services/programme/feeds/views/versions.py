"""The versions of the programme as readers choose among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from services.programme.feeds.versions import Versions
from services.programme.feeds.views.changes import version_name
from services.programme.listings.rules.addresses import CHANGES_PAGE
from shared.french.typography import plural
from shared.geography import region
from shared.geography.time_zones import PARIS
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version, which leads to what has changed since."""

    name: str
    href: str
    said: str


def cut_views(site: Site, versions: Versions, kept: Mapping[str, str]) -> list[VersionView]:
    """Return what was cut for paper; ``kept`` is what the address says beside."""
    return [
        VersionView(
            name=f"{version_name(cut.cut_at)} : {_region_name(cut.region_code)}",
            href=_changes(site, {**kept, "region": cut.region_code, "since": cut.cut_at.isoformat()}),
            said=f"Arrêté pour le papier, n° {cut.number}, {plural(cut.entries, 'manifestation')}",
        )
        for cut in versions.cuts
    ]


def day_views(site: Site, versions: Versions, kept: Mapping[str, str]) -> list[VersionView]:
    """Return the days; ``kept`` is what the address says beside."""
    return [
        VersionView(
            name=version_name(datetime(each.day.year, each.day.month, each.day.day, tzinfo=ZoneInfo(PARIS))),
            href=_changes(site, {**kept, "since": each.day.isoformat()}),
            said=f"{plural(each.since, 'changement')} depuis",
        )
        for each in versions.days
    ]


def _region_name(code: str) -> str:
    found = region(code)
    return found.name if found else code


def _changes(site: Site, asked: Mapping[str, str]) -> str:
    return f"{site.path(CHANGES_PAGE)}?{urlencode(asked)}"
