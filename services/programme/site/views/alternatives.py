"""What else somebody may look for who has found nothing: a little farther, another day, one filter less."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from services.programme.listings.rules.around import around, named
from services.programme.site.views.choices import KILOMETRES
from services.programme.site.views.filters import Selection
from shared.french.typography import NO_BREAK
from shared.geography import department, find_commune

A_WEEK = timedelta(days=7)
FARTHER_KM = (20, 50, 100)
"""Around a commune that has nothing."""

Other = tuple[str, Selection]
"""Another selection, and what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another selection that finds something."""

    label: str
    href: str
    total: int


def others(chosen: Selection, *, corrected: str | None) -> Iterator[list[Other]]:
    """Return the ways out, the nearest to what was asked for first; of each, what goes least far comes first."""
    query, active = chosen.query, chosen.active
    if corrected:
        yield [(f"Avec « {corrected} »", chosen.changed(q=corrected))]
    yield list(_around(chosen))
    yield list(_on_other_days(chosen))
    if query.department and (part := department(query.department)):
        yield [("Dans toute la région", chosen.changed(department=None, region=part.region_code))]
    if len(active) > 1:
        for each in active:
            yield [(f"Sans le filtre « {each.label.strip('« »')} »", chosen.changed(**dict.fromkeys(each.names)))]


def _around(chosen: Selection) -> Iterator[Other]:
    query = chosen.query
    if query.near and (place := around(query.near)):
        for km in (each for each in KILOMETRES if each > query.within):
            yield f"À {km}{NO_BREAK}km de {place.name}", chosen.changed(within=str(km))
    elif query.commune and (commune := find_commune(query.commune)):
        town = named(commune)
        for km in FARTHER_KM:
            yield f"À {km}{NO_BREAK}km de {town}", chosen.changed(commune=None, near=town, within=str(km))
    elif query.q and (place := around(query.q)):
        # Somebody who looks for a commune by name means it, whatever is written in it.
        for km in FARTHER_KM:
            yield f"À {km}{NO_BREAK}km de {place.name}", chosen.changed(q=None, near=place.name, within=str(km))


def _on_other_days(chosen: Selection) -> Iterator[Other]:
    query = chosen.query
    if query.first_day and query.last_day and query.last_day < chosen.edition.last_day:
        first, last = query.first_day + A_WEEK, query.last_day + A_WEEK
        yield "La semaine suivante", chosen.changed(from_=first.isoformat(), to=last.isoformat())
    if chosen.dated:
        yield "Un autre jour", chosen.changed(from_=None, to=None)
