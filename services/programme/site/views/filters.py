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
from services.programme.site.views.chips import chips
from shared.contracts.submission import EditionChanged
from shared.geography import departments
from shared.geography.time_zones import time_zone_of
from shared.http.refusals import refusals

PAST = "passees"
"""Asks for the whole season; without it what has ended is left out."""
NAMES = (
    *("q", "near", "within", "region", "department", "epci", "commune", "online"),
    *("theme", "format", "free", "audience", "accessibility", "language", "organiser", "parent"),
    *("part", "weekend", "from", "to", PAST),
)
"""In the order of the form."""
CURSOR = "cursor"
DATES = ("from", "to")
LIST = "#liste"
"""Who has chosen is led to the list, past the head of the page."""
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveFilter:
    """A filter that is set, and the address of the list without it."""

    names: tuple[str, ...]
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
    organiser: str = ""
    """The name of the one that is asked for."""
    parent: str = ""
    """The title of the collective programme that is asked for."""

    def value(self, name: str) -> str:
        """Return what stands in a field of the form."""
        return self.values.get(name, "")

    def address(self, **changes: str | None) -> str:
        """Return the address of the list with other values; None takes a filter off. ``from_`` stands for ``from``."""
        kept = self._with(changes)
        return f"{self.path}?{urlencode(kept)}{LIST}" if kept else f"{self.path}{LIST}"

    def changed(self, **changes: str | None) -> "Selection":
        """Return the same with other values, which have to be sound."""
        return selection(self.path, self._with(changes), now=self.now, edition=self.edition)

    def _with(self, changes: Mapping[str, str | None]) -> dict[str, str]:
        merged = {**self.values, **{name.rstrip("_"): value for name, value in changes.items()}}
        kept = {name: merged[name] for name in (*NAMES, CURSOR) if merged.get(name)}
        if any(name in kept for name in DATES):
            kept.pop(PAST, None)
        if "near" not in kept:
            kept.pop("within", None)
        return {name: value for name, value in kept.items() if value}

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

    def at(self, path: str) -> str:
        """Return the address of another page that shows the same."""
        return replace(self, path=path).address()

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
        return [
            ActiveFilter(names=names, label=label, href=self.address(**dict.fromkeys(names)))
            for names, label in chips(self.query, self.edition, organiser=self.organiser, parent=self.parent)
        ]


def selection(path: str, given: Mapping[str, str], *, now: datetime, edition: EditionChanged) -> Selection:
    """Read the address: a faulty filter is dropped and said, since a reader wants the list all the same."""
    values = {name: given[name].strip() for name in NAMES if given.get(name, "").strip()}
    if "near" not in values:
        values.pop("within", None)
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


def shortcuts(chosen: Selection) -> tuple[tuple[str, str], ...]:
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
