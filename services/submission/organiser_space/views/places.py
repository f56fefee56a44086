"""Places that are known, as they are offered beside the fields of a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.submission.organiser_space.bodies.places import Search
from services.submission.organiser_space.rules.offer import Offer
from shared.french.typography import town


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """One of them, a line."""

    place_id: str
    name: str
    where: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesView:
    """What stands beside one place of the form."""

    offers: Sequence[OfferView] = ()
    words: str = ""
    """That were looked for."""
    used: bool = False
    """One was filled in just now."""


def places_view(offers: Mapping[str, Sequence[Offer]], search: Search | None, used: str = "") -> dict[str, PlacesView]:
    """Return it by the name of the place's fields."""
    words = {search.field: search.words} if search else {}
    fields = {*offers, *words, *([used] if used else [])}
    return {
        field: PlacesView(
            offers=[offer_view(offer) for offer in offers.get(field, ())],
            words=words.get(field, ""),
            used=field == used,
        )
        for field in fields
    }


def offer_view(offer: Offer) -> OfferView:
    """Return a line on it."""
    commune = f"{offer.postcode} {town(offer.commune_name)}"
    return OfferView(
        place_id=str(offer.place_id),
        name=offer.name,
        where=f"{offer.address}, {commune}" if offer.address else f"{commune}, adresse donnée à l’inscription",
        own=offer.own,
    )
