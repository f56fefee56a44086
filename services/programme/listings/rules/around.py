"""Where somebody wants to be near to: a commune, a postcode, or a position on earth. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shared.french.typography import town
from shared.geography import Commune, communes_named, communes_of_postcode, find_commune, successor_of

POSITION = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,6})?)\s*[,;]\s*(-?\d{1,3}(?:\.\d{1,6})?)\s*")
CODE = re.compile(r"\d[\dAB]\d{3}")
IN_BRACKETS = re.compile(r"^(.*?)\s*\((\d[\dAB]\d?|\d[\dAB]\d{3})\)$")
"""``Saint-Denis (93)``: a name that several communes bear, as we write it ourselves."""
NORTHERNMOST, EASTERNMOST = 90, 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A point, and what people call it."""

    name: str
    latitude: float
    longitude: float


@lru_cache(maxsize=1024)
def around(text: str) -> Around | None:
    """Return the place that a text names; of several communes of one name the most populous, None where there is none.

    ``47.65,-2.08`` is a position.
    """
    if found := POSITION.fullmatch(text):
        latitude, longitude = float(found[1]), float(found[2])
        if abs(latitude) > NORTHERNMOST or abs(longitude) > EASTERNMOST:
            return None
        return Around(name="votre position", latitude=latitude, longitude=longitude)
    placed = next((each for each in communes_meant(text) if each.centre), None)
    if placed is None or placed.centre is None:
        return None
    latitude, longitude = placed.centre
    return Around(name=named(placed), latitude=latitude, longitude=longitude)


def named(commune: Commune) -> str:
    """``Redon (35)``: what tells it from another of the same name, and is understood where it is typed."""
    return f"{town(commune.name)} ({commune.department_code})"


def communes_meant(text: str) -> Sequence[Commune]:
    """Return the communes that a text may mean: by postcode, by name, former ones too, the most populous first."""
    text = text.strip()
    if found := communes_of_postcode(text.replace(" ", "")):
        return found
    if bracketed := IN_BRACKETS.match(text):
        within = bracketed[2]
        return [
            each
            for each in communes_named(bracketed[1])
            if within in {each.department_code, each.code} or within in each.postcodes
        ]
    if CODE.fullmatch(text) and (commune := find_commune(text) or successor_of(text)):
        return [commune]
    return communes_named(text)
