"""Where the middle of a commune is, as far as open data says; used when the bundle is built.

GeoNames knows the places with 500 inhabitants and more, by INSEE code. A commune that it does not know is placed in the
middle of those it shares a postcode with, else of its intercommunality: a few kilometres off, which a search around a
place can bear. Municipal arrondissements stand where their city does.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

Point = tuple[float, float]
CITIES = {"751": "75056", "132": "13055", "693": "69123"}
"""Of municipal arrondissements, by how their codes begin."""
COUNTRIES = frozenset({"FR", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"})
CODE, POPULATION, COUNTRY, LATITUDE, LONGITUDE = 13, 14, 8, 4, 5
"""Columns of GeoNames' files."""


def read_centres(file: Path) -> dict[str, Point]:
    """Return the most populous place of each commune, by INSEE code."""
    largest: dict[str, tuple[int, Point]] = {}
    for line in file.read_text("utf-8").splitlines():
        row = line.split("\t")
        if row[COUNTRY] in COUNTRIES and row[CODE]:
            found = (int(row[POPULATION]), (float(row[LATITUDE]), float(row[LONGITUDE])))
            largest[row[CODE]] = max(found, largest.get(row[CODE], found))
    return {code: point for code, (_, point) in largest.items()}


def placed(
    communes: Sequence[Mapping[str, Any]], epcis: Mapping[str, str], known: Mapping[str, Point]
) -> list[Point | None]:
    """Return the centre of each commune, None where nothing near it is known; ``epcis`` are by INSEE code."""
    by_postcode: dict[str, list[Point]] = {}
    by_epci: dict[str, list[Point]] = {}
    for commune in communes:
        code = commune["code"]
        if code not in known:
            continue
        for postcode in commune["codesPostaux"]:
            by_postcode.setdefault(postcode, []).append(known[code])
        if code in epcis:
            by_epci.setdefault(epcis[code], []).append(known[code])

    def centre(commune: Mapping[str, Any]) -> Point | None:
        code = commune["code"]
        own = known.get(code) or known.get(CITIES.get(code[:3], ""))
        if own:
            return own
        neighbours = [point for postcode in commune["codesPostaux"] for point in by_postcode.get(postcode, ())]
        return _middle(neighbours) or _middle(by_epci.get(epcis.get(code, ""), ()))

    return [centre(commune) for commune in communes]


def _middle(points: Iterable[Point]) -> Point | None:
    found = list(points)
    return (fmean(point[0] for point in found), fmean(point[1] for point in found)) if found else None
