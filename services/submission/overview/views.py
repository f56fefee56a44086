"""What the page of the national team shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.submission.manifestations.rules.waiting import WaitingRegion
from services.submission.overview.look_up import Overview
from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of, contact_of
from shared.french.dates import local_moment
from shared.geography.regions import region
from shared.http.site import Site

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """A region where something waits."""

    name: str
    chamber: str
    contact: str | None
    waiting: int
    since: datetime
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOffRow:
    """A cut-off that comes soon."""

    name: str
    moment: str


def region_rows(overview: Overview, *, now: datetime) -> list[RegionRow]:
    """Return the regions where something waits, the latest first."""
    return [_row(overview.present, each, now) for each in overview.waiting if overview.present]


def cut_off_rows(edition: EditionChanged | None, *, now: datetime) -> list[CutOffRow]:
    """Return the cut-offs of an edition that come within a month, the first one first."""
    found = []
    for each in edition.regions if edition else ():
        if each.cut_off:
            at = each.cut_off.replace(tzinfo=ZoneInfo(each.time_zone))
            if now < at <= now + SOON:
                found.append((at, _name(each.region_code), local_moment(each.cut_off, each.time_zone)))
    return [CutOffRow(name=name, moment=moment) for _, name, moment in sorted(found)]


def job_pages(site: Site) -> Sequence[tuple[str, str]]:
    """Return what each service could not do: its name and its page."""
    return [
        (name, f"{url.rstrip('/')}/travaux")
        for name, url in (
            ("Inscription", site.submission_url),
            ("Examen", site.eligibility_url),
            ("Programme", site.programme_url),
            ("Rencontres d’affaires", site.matchmaking_url),
        )
    ]


def _row(edition: EditionChanged | None, each: WaitingRegion, now: datetime) -> RegionRow:
    return RegionRow(
        name=_name(each.region_code),
        chamber=chamber_of(edition, each.region_code) if edition else "",
        contact=contact_of(edition, each.region_code) if edition else None,
        waiting=each.waiting,
        since=each.since,
        late=each.is_late(now),
    )


def _name(region_code: str) -> str:
    found = region(region_code)
    return found.name if found else "Région inconnue"
