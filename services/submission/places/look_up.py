"""Use cases: read the register of places, as forms and partners are offered it, and as chambers look after it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from services.submission.places.errors import PlaceUnknown
from services.submission.places.rules.naming import asked_words
from services.submission.places.rules.place import KnownPlace
from services.submission.places.store.read import (
    Position,
    find_places,
    list_places,
    resolve_places,
    search_places,
)
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def search_register(tx: Tx, text: str, *, near: str | None, limit: int) -> list[KnownPlace]:
    """Return places that say these words, those of a region first."""
    return await search_places(tx, asked_words(text), near, limit)


async def list_register(
    tx: Tx, text: str, region_code: str | None, *, retired: bool = False, after: Position | None = None, limit: int
) -> list[KnownPlace]:
    """List the register, by commune and name."""
    return await list_places(tx, asked_words(text), region_code, retired=retired, after=after, limit=limit)


async def standing_for(tx: Tx, place_ids: Iterable[UUID]) -> Mapping[UUID, KnownPlace]:
    """Return what the register has for these spellings, by identifier; what it does not know is missing."""
    return await resolve_places(tx, place_ids)


async def places_in_charge(tx: Tx, place_ids: Iterable[UUID], caller: Caller) -> list[KnownPlace]:
    """Return those of these that a chamber looks after, or the national team."""
    return [place for place in await find_places(tx, place_ids) if _looks_after(place, caller)]


async def place_in_charge(tx: Tx, place_id: UUID, caller: Caller) -> KnownPlace:
    """Return one; raises ``PlaceUnknown``."""
    found = await places_in_charge(tx, [place_id], caller)
    if not found:
        raise PlaceUnknown
    return found[0]


def _looks_after(place: KnownPlace, caller: Caller) -> bool:
    return caller.role == "national" or (caller.role == "moderator" and caller.region_code == place.region_code)
