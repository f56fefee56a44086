"""Where a manifestation takes place, beside the middle of its commune: drawn by the server, and said in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.contracts.content import Content, Place
from shared.french.places import town_of
from shared.french.typography import number, town
from shared.geography import find_commune
from shared.geography.areas import Area, Point, area
from shared.geography.distance import box, km_between
from shared.geography.ground import Projection, large_towns, projection
from shared.http.site import Site

LEAST_KM, WIDER = 14, 1.7
"""From the middle of a drawing to its upper side, and how much farther to the left."""
ROOM_FOR_A_NAME = 40
"""Above a town."""
FAR_KM = 15
"""From here on the coordinates or the commune may be wrong: only the largest communes reach so far."""
ELSEWHERE_KM = 100
"""What is farther is not drawn: the commune would be a dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place in words, and on the drawing."""

    name: str
    where: str
    is_far: bool
    coordinates: str
    """As they were given; empty where they were not."""
    programme: str
    """The address of the programme's map there."""
    at: Point | None
    """On the drawing; None where it is not on it."""
    centre: Point | None
    """Of its commune, on the drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMap:
    """The drawing, with one place at least."""

    width: int
    height: int
    ground: str
    """The middles of the communes around, as a path of dots."""
    towns: tuple[tuple[Point, str], ...]
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    place: Place
    given: Point | None
    centre: Point | None

    @property
    def km(self) -> float | None:
        return km_between(self.given, self.centre) if self.given and self.centre else None

    @property
    def drawn(self) -> list[Point]:
        """Return what is drawn of it, its commune first."""
        near = self.given if self.km is None or self.km < ELSEWHERE_KM else None
        return [point for point in (self.centre, near) if point]


def place_map(site: Site, content: Content) -> PlaceMap | None:
    """Return it; None where it takes place nowhere, or nobody knows where that is."""
    spots = [_spot(place) for place in _places(content)]
    anchors = [point for spot in spots for point in spot.drawn]
    if not anchors:
        return None
    shown = projection(_corners(anchors))
    lands = [_around(shown, code) for code in sorted({spot.place.region_code for spot in spots})]
    return PlaceMap(
        width=shown.width,
        height=shown.height,
        ground="".join(f"M{x:.0f} {y:.0f}h0" for land in lands for x, y in map(shown.at, land.points)),
        towns=tuple(
            (shown.at(point), town(commune.name))
            for land in lands
            for point, commune in large_towns(shown, land)
            if shown.at(point)[1] > ROOM_FOR_A_NAME
        ),
        pins=tuple(_pin(site, spot, shown) for spot in spots),
    )


def _places(content: Content) -> Iterable[Place]:
    found = (content.place, *(occurrence.place for occurrence in content.occurrences))
    return dict.fromkeys(place for place in found if place)


def _spot(place: Place) -> _Spot:
    commune = find_commune(place.commune_code)
    given = None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)
    return _Spot(place, given, commune.centre if commune else None)


def _corners(anchors: Sequence[Point]) -> list[Point]:
    souths, wests = [point[0] for point in anchors], [point[1] for point in anchors]
    middle = ((min(souths) + max(souths)) / 2, (min(wests) + max(wests)) / 2)
    reach = max(LEAST_KM, *(km_between(middle, each) for each in anchors))
    south, north, _, _ = box(*middle, reach)
    _, _, west, east = box(*middle, reach * WIDER)
    return [(south, west), (north, east)]


def _around(shown: Projection, region_code: str) -> Area:
    (south, west), (north, east) = shown.bounds
    return area(region=region_code).within(south, north, west, east)


def _pin(site: Site, spot: _Spot, shown: Projection) -> Pin:
    place, km = spot.place, spot.km
    # What is to be looked at is what was given; the programme shows the middle of the commune for want of it.
    at = spot.given or spot.centre
    query = urlencode({"near": f"{at[0]:.5f},{at[1]:.5f}", "within": "5"}) if at else ""
    return Pin(
        name=place.name,
        where=_where(place, spot.given, km),
        is_far=km is not None and km >= FAR_KM,
        coordinates=f"{spot.given[0]:.5f},{spot.given[1]:.5f}" if spot.given else "",
        programme=f"{site.programme_url.rstrip('/')}/programme/carte?{query}" if query else "",
        at=shown.at(spot.given) if spot.given and spot.given in spot.drawn else None,
        centre=shown.at(spot.centre) if spot.centre else None,
    )


def _where(place: Place, given: Point | None, km: float | None) -> str:
    commune = town_of(place)
    if given is None:
        return f"{commune}, sans coordonnées"
    if km is None:
        return f"{commune}, dont le centre n’est pas connu"
    return f"à {number(km, 1)} km du centre de {commune}"
