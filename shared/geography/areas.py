"""Parts of the country as their communes lie: where they are, how far they reach, which towns are large."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from shared.geography.bundle import OVERSEAS, gazetteer
from shared.geography.centres import CITIES
from shared.geography.communes import departments

Point = tuple[float, float]
"""Latitude and longitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The communes of a part of the country whose middle is known, the most populous first."""

    codes: tuple[str, ...]
    points: tuple[Point, ...]

    @property
    def middle(self) -> Point | None:
        """Where it is, roughly; None where nothing is known of any of its communes."""
        if not self.points:
            return None
        return fmean(point[0] for point in self.points), fmean(point[1] for point in self.points)

    def within(self, south: float, north: float, west: float, east: float) -> "Area":
        """Return what lies in a box."""
        kept = [
            (code, point)
            for code, point in zip(self.codes, self.points, strict=True)
            if south <= point[0] <= north and west <= point[1] <= east
        ]
        return Area(codes=tuple(code for code, _ in kept), points=tuple(point for _, point in kept))


@lru_cache(maxsize=64)
def area(
    *, region: str | None = None, department: str | None = None, epci: str | None = None, everywhere: bool = False
) -> Area:
    """Return an intercommunality, else a department, else a region, else the mainland with Corsica."""
    if epci or everywhere:
        parts = {each.code for each in departments()}
    elif department:
        parts = {department}
    elif region:
        parts = {each.code for each in departments() if each.region_code == region}
    else:
        parts = {each.code for each in departments() if not each.code.startswith(OVERSEAS)}
    # Municipal arrondissements stand where their city does, which is there already.
    found = [each for each in gazetteer().placed(frozenset(parts), epci) if not each[0].startswith(tuple(CITIES))]
    return Area(codes=tuple(code for code, _, _ in found), points=tuple((north, east) for _, north, east in found))
