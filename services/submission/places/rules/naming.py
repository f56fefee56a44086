"""Which place a manifestation names: the same name, street and commune are the same one, however they are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from shared.contracts.content import Content, Place
from shared.geography.arrondissements import city_of
from shared.geography.folding import fold

SPELLINGS: Final = UUID("5b1d4f0e-6f0a-4c53-9a57-0f1f6c1c7c11")
"""The namespace that identifiers are drawn in: they are kept, so it never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeltPlace:
    """A place in one spelling, and where it is."""

    place_id: UUID
    name: str
    address: str
    postcode: str
    commune_code: str
    commune_name: str
    department_code: str
    region_code: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace(SpeltPlace):
    """A place as a published manifestation names it."""

    words: str


def place_id_of(name: str, address: str | None, commune_code: str) -> UUID:
    """Return the identifier of a spelling; case, accents, signs and the arrondissement of a city make no other one."""
    return uuid5(SPELLINGS, f"{city_of(commune_code)}\n{fold(name)}\n{fold(address or '')}")


def words_of(name: str, address: str | None, postcode: str, commune_name: str) -> str:
    """Return what is searched: folded words, a blank before each."""
    return f" {fold(' '.join((name, address or '', postcode, commune_name)))}"


def asked_words(text: str) -> list[str]:
    """Return the words that somebody looks for."""
    return fold(text).split()


def says(words: str, asked: Iterable[str]) -> bool:
    """Return True where each word that is asked for begins one of these."""
    return all(f" {word}" in words for word in asked)


def places_of(content: Content) -> list[Place]:
    """Return the places of a manifestation, its own before those of its dates."""
    found = [content.place, *(each.place for each in content.occurrences)]
    return [place for place in found if place]


def named_places(content: Content) -> tuple[NamedPlace, ...]:
    """Return what a published manifestation tells the register: where an address is kept back, nothing."""
    named = {
        place_id_of(place.name, place.address, place.commune_code): (place, place.address)
        for place in places_of(content)
    }
    return tuple(
        NamedPlace(
            place_id=place_id,
            name=place.name,
            address=address,
            postcode=place.postcode,
            commune_code=place.commune_code,
            commune_name=place.commune_name,
            department_code=place.department_code,
            region_code=place.region_code,
            latitude=place.latitude,
            longitude=place.longitude,
            words=words_of(place.name, address, place.postcode, place.commune_name),
        )
        for place_id, (place, address) in named.items()
        if address
    )
