"""A part of the country drawn from the middles of its communes: no border is known, but where people live is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, dist, radians, sinh, tan

from shared.geography.areas import Area, Point
from shared.geography.communes import find_commune
from shared.geography.distance import KM_PER_DEGREE
from shared.geography.places import Commune

WIDTH, MOST_HIGH = 600, 620
MARGIN = 36
DOTS_ACROSS = 46
LEAST_KM = 8
"""Between two dots; communes lie some kilometres apart."""
LEAST_DEGREES = 0.2
MOST_TOWNS, LARGEST_TOWNS = 8, 40
APART = 90
"""How far the names of two towns are from each other at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """From degrees to a drawing, as maps of the web do it (Mercator), so that it fits under one."""

    west: float
    top: float
    scale: float
    """Of the drawing, for a degree of longitude."""
    width: int
    height: int
    cell: float
    """Between two dots."""

    @property
    def bounds(self) -> tuple[Point, Point]:
        """South-west and north-east of the drawing."""
        south, east = self.top - self.height / self.scale, self.west + self.width / self.scale
        return (_latitude(south), round(self.west, 4)), (_latitude(self.top), round(east, 4))

    def at(self, point: Point) -> Point:
        """Return where a position stands, from the left and from the top."""
        latitude, longitude = point
        return round((longitude - self.west) * self.scale, 1), round((self.top - _mercator(latitude)) * self.scale, 1)

    def holds(self, point: Point) -> bool:
        """Tell whether a position is on the drawing."""
        x, y = self.at(point)
        return 0 <= x <= self.width and 0 <= y <= self.height


def projection(points: Sequence[Point]) -> Projection:
    """Return the drawing that shows all of these, one at least."""
    heights, longitudes = [_mercator(point[0]) for point in points], [point[1] for point in points]
    bottom, top = _apart(min(heights), max(heights))
    west, east = _apart(min(longitudes), max(longitudes))
    scale = min((WIDTH - 2 * MARGIN) / (east - west), (MOST_HIGH - 2 * MARGIN) / (top - bottom))
    # A kilometre is longer on a drawing farther north.
    kilometre = scale / cos(radians(_latitude((bottom + top) / 2))) / KM_PER_DEGREE
    return Projection(
        west=west - MARGIN / scale,
        top=top + MARGIN / scale,
        scale=scale,
        width=round((east - west) * scale + 2 * MARGIN),
        height=round((top - bottom) * scale + 2 * MARGIN),
        cell=round(max(LEAST_KM * kilometre, max(east - west, top - bottom) * scale / DOTS_ACROSS), 1),
    )


def ground(shown: Projection, points: Iterable[Point]) -> str:
    """Return a path of dots, row by row, one for each stretch with a commune or between two that have one."""
    rows: dict[int, set[int]] = {}
    for point in points:
        x, y = shown.at(point)
        rows.setdefault(round(y / shown.cell), set()).add(round(x / shown.cell))
    drawn = []
    for row, columns in sorted(rows.items()):
        filled = columns | {each + 1 for each in columns if each + 2 in columns}
        drawn += [f"M{column * shown.cell:.0f} {row * shown.cell:.0f}h0" for column in sorted(filled)]
    return "".join(drawn)


def large_towns(shown: Projection, land: Area) -> tuple[tuple[Point, Commune], ...]:
    """Return the largest towns that stand far enough from each other to be named."""
    kept: list[tuple[Point, Commune]] = []
    largest = zip(land.codes[:LARGEST_TOWNS], land.points[:LARGEST_TOWNS], strict=True)
    for code, point in largest:
        commune = find_commune(code)
        if commune and all(dist(shown.at(point), shown.at(other)) > APART for other, _ in kept):
            kept.append((point, commune))
        if len(kept) == MOST_TOWNS:
            break
    return tuple(kept)


def _mercator(latitude: float) -> float:
    """Return how far up a latitude stands, in degrees of longitude."""
    return degrees(asinh(tan(radians(latitude))))


def _latitude(height: float) -> float:
    return round(degrees(atan(sinh(radians(height)))), 4)


def _apart(low: float, high: float) -> tuple[float, float]:
    """Return bounds that are never so close that a single commune would fill the drawing."""
    middle, half = (low + high) / 2, max((high - low) / 2, LEAST_DEGREES)
    return middle - half, middle + half
