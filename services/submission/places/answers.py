"""What is answered about places of the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.submission.places.rules.place import KnownPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAnswer:
    """A place, with what a manifestation says of it (``place`` of POST /manifestations) under the same names."""

    place_id: UUID
    """Stays the same; of places that a chamber has merged, one alone is listed."""
    name: str
    address: str
    postcode: str
    commune_code: str
    commune_name: str
    department_code: str
    region_code: str
    latitude: float | None
    longitude: float | None
    manifestations: int
    """Published ones that name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceListAnswer:
    """A page of the list."""

    items: Sequence[PlaceAnswer]
    next: str | None
    """The cursor of the next page; None on the last one."""


def place_answer(place: KnownPlace) -> PlaceAnswer:
    """Return a place as it is answered."""
    return PlaceAnswer(
        place_id=place.place_id,
        name=place.name,
        address=place.address,
        postcode=place.postcode,
        commune_code=place.commune_code,
        commune_name=place.commune_name,
        department_code=place.department_code,
        region_code=place.region_code,
        latitude=place.latitude,
        longitude=place.longitude,
        manifestations=place.uses,
    )
