"""How many dates there are at each place, with its name and the address of its own list."""

from collections.abc import Sequence
from typing import NamedTuple

from services.programme.listings.rules.around import named
from services.programme.site.views.filters import Selection
from shared.geography import Commune, find_commune, region
from shared.geography.areas import Point, area

TOGETHER_KM = "5"

Counts = Sequence[tuple[str | None, int]]
"""A code, and how many dates it has; None where they are nowhere."""


class Spot(NamedTuple):
    """Dates at one place; None where it is not known where that is."""

    point: Point | None
    name: str
    dates: int
    href: str


def asks_for_a_place(chosen: Selection) -> bool:
    """Tell whether somebody has said where; else the whole country is shown."""
    query = chosen.query
    return any((query.region, query.department, query.epci, query.commune, query.near))


def spots(chosen: Selection, counts: Counts) -> list[Spot]:
    """Return them with the most dates first; ``counts`` are by commune where a place is chosen, else by region."""
    found = _of_communes(chosen, counts) if asks_for_a_place(chosen) else _of_regions(chosen, counts)
    return sorted(found, key=lambda each: -each.dates)


def _of_regions(chosen: Selection, counts: Counts) -> list[Spot]:
    return [
        Spot(area(region=part.code).middle, part.name, number, chosen.address(region=part.code))
        for code, number in counts
        if code and (part := region(code))
    ]


def _of_communes(chosen: Selection, counts: Counts) -> list[Spot]:
    """Communes of which only the same middle is known, arrondissements of a city for instance, are one spot."""
    together: dict[Point | str, list[tuple[Commune, int]]] = {}
    for code, number in counts:
        if code and (commune := find_commune(code)):
            together.setdefault(commune.centre or code, []).append((commune, number))
    found = []
    for members in together.values():
        commune = max(members, key=lambda each: each[1])[0]
        name, total = named(commune), sum(number for _, number in members)
        if len(members) == 1:
            found.append(Spot(commune.centre, name, total, chosen.address(commune=commune.code, near=None)))
            continue
        around = chosen.address(near=name, within=TOGETHER_KM, commune=None)
        found.append(Spot(commune.centre, f"{name} et alentour", total, around))
    return found
