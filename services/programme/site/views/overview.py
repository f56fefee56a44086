"""How many dates there are where: a map of circles that the server draws, each of which leads to its own list."""

from dataclasses import dataclass
from math import sqrt

from services.programme.listings.rules.around import around
from services.programme.site.views.filters import Selection
from services.programme.site.views.spots import Counts, Spot, asks_for_a_place, spots
from shared.french.typography import town
from shared.geography import department, epci, find_commune, region
from shared.geography.areas import Area, Point, area
from shared.geography.distance import box
from shared.geography.ground import ground, large_towns, projection

SMALLEST, LARGEST = 6, 30
"""Radius of a circle, of a drawing that is 600 wide."""
ROOM_FOR_A_NUMBER = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Dates at one place."""

    x: float
    y: float
    radius: float
    spot: Spot

    @property
    def numbered(self) -> bool:
        """True where the number says more than the circle, and fits in."""
        return self.spot.dates > 1 and self.radius >= ROOM_FOR_A_NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A map as a template draws it, and what it says in words."""

    name: str
    each: str
    """What a circle stands for."""
    width: int
    height: int
    ground: str
    dot: float
    """Between two dots of the ground."""
    circles: tuple[Circle, ...]
    towns: tuple[tuple[Point, str], ...]
    """Names to find one's way by, and where they stand."""
    spots: tuple[Spot, ...]
    """The same in words, the most dates first; also of what is not on the drawing."""
    elsewhere: int
    """How many dates are at no place, online mostly."""
    bounds: tuple[Point, Point]
    """South-west and north-east."""
    places: tuple[tuple[Point, str], ...]
    """The towns, with their positions."""


def overview(chosen: Selection, counts: Counts) -> Overview | None:
    """Return the map of what is chosen; None where it is not known where that is."""
    name, land = _land(chosen)
    if not land.points:
        return None
    shown, found = projection(land.points), spots(chosen, counts)
    most = max((spot.dates for spot in found), default=1)
    circles = [
        Circle(x=x, y=y, radius=_radius(spot.dates, most), spot=spot)
        for spot in found
        if spot.point and shown.holds(spot.point)
        for x, y in (shown.at(spot.point),)
    ]
    places = tuple((point, town(commune.name)) for point, commune in large_towns(shown, land))
    return Overview(
        name=name,
        each="commune" if asks_for_a_place(chosen) else "région",
        width=shown.width,
        height=shown.height,
        ground=ground(shown, land.points),
        dot=shown.cell,
        # The most dates come first, so that no small circle lies under a large one.
        circles=tuple(circles),
        towns=tuple((shown.at(point), town_name) for point, town_name in places),
        spots=tuple(found),
        elsewhere=sum(number for code, number in counts if code is None),
        bounds=shown.bounds,
        places=places,
    )


def _land(chosen: Selection) -> tuple[str, Area]:
    """Return what is drawn and what it is called: as little as holds what is chosen."""
    query = chosen.query
    if query.near and (place := around(query.near)):
        within = area_around(place.latitude, place.longitude, query.within)
        return f"autour de {place.name}", within
    if query.commune and (commune := find_commune(query.commune)):
        return named_department(commune.department_code)
    if query.epci:
        return epci(query.epci) or "", area(epci=query.epci)
    if query.department:
        return named_department(query.department)
    if query.region and (part := region(query.region)):
        return part.name, area(region=part.code)
    return "France", area()


def area_around(latitude: float, longitude: float, km: int) -> Area:
    """Return the communes around a point, of whatever region."""
    return area(everywhere=True).within(*box(latitude, longitude, km))


def named_department(code: str) -> tuple[str, Area]:
    """Return a department and its name."""
    found = department(code)
    return found.name if found else "", area(department=code)


def _radius(count: int, most: int) -> float:
    """Return a radius whose circle's surface grows with the number."""
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(count / most), 1) if most > 1 else SMALLEST + 1.0
