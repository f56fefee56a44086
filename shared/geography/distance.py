"""How far two positions are from each other, and what is near one."""

from math import asin, cos, radians, sin, sqrt

from shared.geography.areas import Point

KM_PER_DEGREE = 111.2
EARTH_KM = 12_742
"""Across, as of a sphere."""


def km_between(one: Point, other: Point) -> float:
    """Return the distance as the crow flies, in kilometres."""
    (north, east), (other_north, other_east) = one, other
    high, wide = radians(other_north - north) / 2, radians(other_east - east) / 2
    share = sin(high) ** 2 + cos(radians(north)) * cos(radians(other_north)) * sin(wide) ** 2
    return EARTH_KM * asin(sqrt(min(share, 1)))


def box(latitude: float, longitude: float, km: float) -> tuple[float, float, float, float]:
    """Return the lowest and highest latitude, then longitude, of all that is within ``km``."""
    high = km / KM_PER_DEGREE
    # Near the poles a degree of longitude is nothing; nobody is there.
    wide = high / max(cos(radians(min(abs(latitude) + high, 85))), 0.05)
    return latitude - high, latitude + high, longitude - wide, longitude + wide
