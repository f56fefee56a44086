"""The register as pages show it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from services.submission.places.bodies import PICKED
from services.submission.places.rules.place import KnownPlace
from shared.french.typography import plural, town
from shared.http.site import Site

REGISTER = "/lieux"
MERGE = f"{REGISTER}/fusion"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place, in words."""

    place_id: str
    name: str
    where: str
    uses: str
    href: str
    retired: bool


def place_row(site: Site, place: KnownPlace) -> PlaceRow:
    """Return a place as lists show it."""
    return PlaceRow(
        place_id=str(place.place_id),
        name=place.name,
        where=f"{place.address}, {place.postcode} {town(place.commune_name)}",
        uses=plural(place.uses, "manifestation publiée", "manifestations publiées"),
        href=site.path(f"{REGISTER}/{place.place_id}"),
        retired=place.retired_at is not None,
    )


def merge_address(site: Site, places: tuple[KnownPlace, ...]) -> str:
    """Return the page that compares places and merges them."""
    return site.path(f"{MERGE}?{urlencode([(PICKED, str(place.place_id)) for place in places])}")
