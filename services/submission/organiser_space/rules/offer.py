"""A place that a form offers to fill in."""

from dataclasses import dataclass
from uuid import UUID

from services.submission.places.rules.naming import words_of
from services.submission.places.rules.place import KnownPlace
from shared.contracts.content import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One place, from the organiser's own manifestations or from the register."""

    place_id: UUID
    name: str
    address: str | None
    """None where it is given to those who register."""
    postcode: str
    commune_name: str
    region_code: str
    latitude: float | None
    longitude: float | None
    own: bool

    @property
    def words(self) -> str:
        """What is searched."""
        return words_of(self.name, self.address, self.postcode, self.commune_name)


def offer_of(place_id: UUID, place: Place | KnownPlace, *, own: bool) -> Offer:
    """Return a place as it is offered."""
    return Offer(
        place_id=place_id,
        name=place.name,
        address=place.address,
        postcode=place.postcode,
        commune_name=place.commune_name,
        region_code=place.region_code,
        latitude=place.latitude,
        longitude=place.longitude,
        own=own,
    )
