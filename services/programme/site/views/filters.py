"""The filters of the list as a reader handles them: what is set, how to take it off, what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from services.programme.listings.bodies.query import ListQuery
from services.programme.listings.listing import Entry
from services.programme.site.views.calendar import in_season
from services.programme.site.views.dates import days
from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels
from shared.french.dates import day
from shared.geography import REGIONS, department, departments, region
from shared.geography.regions import COLLECTIVITES
from shared.geography.time_zones import time_zone_of
from shared.http.refusals import refusals

PAST = "passees"
"""Asks for the whole season; without it what has ended is left out."""
NAMES = ("q", "region", "department", "theme", "format", "from", "to", PAST)
DATES = ("from", "to")
LIST = "#liste"
"""Who has chosen is led to the list, past the head of the page."""
SATURDAY, SUNDAY = 5, 6

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveFilter:
    """A filter that is set, and the address of the list without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a reader has chosen, checked; what could not be understood is left out and named."""

    path: str
    values: Mapping[str, str]
    """As they stand in the address, by name."""
    edition: EditionChanged
    query: ListQuery
    remarks: tuple[str, ...]
    now: datetime
    """When somebody looks."""

    def value(self, name: str) -> str:
        """Return what stands in a field of the form."""
        return self.values.get(name, "")

    def address(self, **changes: str | None) -> str:
        """Return the address of the list with other values; None takes a filter off. ``from_`` stands for ``from``."""
        renamed = {name.rstrip("_"): value for name, value in changes.items()}
        merged = {**self.values, **renamed}
        kept = {name: value for name, value in merged.items() if value}
        if any(name in kept for name in DATES):
            kept.pop(PAST, None)
        return f"{self.path}?{urlencode(kept)}{LIST}" if kept else f"{self.path}{LIST}"

    def copy(self, path: str, *, present: bool) -> str:
        """Return the address of a copy of what the list shows, a calendar or a table; ``path`` is the whole edition's.

        An edition that is not the ``present`` one is named.
        """
        asked = {**self.values, **({"coming": "true"} if self.query.coming else {})}
        if not present:
            asked["edition"] = str(self.edition.year)
        asked.pop(PAST, None)
        return f"{path}?{urlencode(asked)}" if asked else path

    def news(self, path: str, *, present: bool) -> str:
        """Return the address at which readers follow what is new, in the region that is chosen."""
        asked = {name: value for name, value in self.values.items() if name == "region"}
        if not present:
            asked["edition"] = str(self.edition.year)
        return f"{path}?{urlencode(asked)}" if asked else path

    def on_day(self, value: date) -> str:
        """Return the address of one day's list."""
        return self.address(from_=value.isoformat(), to=value.isoformat())

    @property
    def today(self) -> date:
        """The present day where the list is about: in the department or region that is chosen, else in Paris."""
        return self.now.astimezone(ZoneInfo(_clock(self.query))).date()

    def since(self, entry: Entry) -> date | None:
        """Return the first day of the list, chosen or, on the clock of a date's place, the present one."""
        if not self.query.coming:
            return self.query.first_day
        return self.now.astimezone(ZoneInfo(entry.time_zone)).date()

    @property
    def dated(self) -> bool:
        """True where the days are chosen."""
        return (self.query.first_day or self.query.last_day) is not None

    @property
    def whole(self) -> bool:
        """True where somebody asked for what is over too."""
        return PAST in self.values

    def with_past(self, *, shown: bool) -> str:
        """Return the address of the list with what is over, or without."""
        return self.address(**{PAST: "1" if shown else None})

    @property
    def active(self) -> list[ActiveFilter]:
        """The filters that are set, in the order of the form."""
        query, found = self.query, []
        if query.q:
            found.append(ActiveFilter(label=f"« {query.q} »", href=self.address(q=None)))
        if query.region and (place := region(query.region)):
            found.append(ActiveFilter(label=place.name, href=self.address(region=None)))
        if query.department and (part := department(query.department)):
            found.append(ActiveFilter(label=part.name, href=self.address(department=None)))
        if query.theme:
            found.append(ActiveFilter(label=theme_labels(self.edition)[query.theme], href=self.address(theme=None)))
        if query.format:
            found.append(ActiveFilter(label=format_labels(self.edition)[query.format], href=self.address(format=None)))
        if query.first_day or query.last_day:
            label = _days(query.first_day, query.last_day)
            found.append(ActiveFilter(label=label, href=self.address(from_=None, to=None)))
        return found


def selection(path: str, given: Mapping[str, str], *, now: datetime, edition: EditionChanged) -> Selection:
    """Read the address: a faulty filter is dropped and said, since a reader wants the list all the same."""
    values = {name: given[name].strip() for name in NAMES if given.get(name, "").strip()}
    past = values.pop(PAST, None)
    remarks: list[str] = []
    context = {"edition": edition}
    try:
        query = ListQuery.model_validate(values, context=context)
    except ValidationError as error:
        faults = error.errors()
        remarks = [refusal.message for refusal in refusals(ListQuery, faults)]
        values = {name: value for name, value in values.items() if name not in {fault["loc"][0] for fault in faults}}
        query = ListQuery.model_validate(values, context=context)
    chosen = Selection(path=path, values=values, edition=edition, query=query, remarks=tuple(remarks), now=now)
    if chosen.dated:
        return chosen
    if past:
        return replace(chosen, values={**values, PAST: "1"})
    return replace(chosen, query=query.model_copy(update={"coming": in_season(chosen.today, edition)}))


def region_choices() -> Choices:
    """Return the regions, then the collectivités d'outre-mer."""
    return tuple((place.code, place.name) for place in (*REGIONS, *COLLECTIVITES))


def department_choices(region_code: str | None) -> list[tuple[str, Choices]]:
    """Return departments by region; those of one region where it is chosen."""
    return [
        (name, tuple((part.code, f"{part.name} ({part.code})") for part in departments() if part.region_code == code))
        for code, name in region_choices()
        if region_code in {None, code}
    ]


def shortcuts(chosen: Selection) -> Choices:
    """Return (address, label) of the days that people ask for most; nothing outside the season."""
    today = chosen.today
    if not in_season(today, chosen.edition):
        return ()
    saturday = today if today.weekday() == SUNDAY else today + timedelta(days=SATURDAY - today.weekday())
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    days_asked = (
        (chosen.on_day(today), "Aujourd’hui"),
        (chosen.address(from_=saturday.isoformat(), to=sunday.isoformat()), "Ce week-end"),
    )
    if not chosen.dated:
        return days_asked
    return (*days_asked, (chosen.address(from_=None, to=None), "À venir"))


def _clock(query: ListQuery) -> str:
    codes = (part.code for part in departments() if part.region_code == query.region)
    return time_zone_of(query.department or next(codes, ""))


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return f"le {day(first, year=False)}" if first == last else days(first, last)
    return f"à partir du {day(first, year=False)}" if first else f"jusqu’au {day(last, year=False)}" if last else ""
