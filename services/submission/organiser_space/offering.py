"""Use cases: offer places that are known, the organiser's own before those of the register, and fill one in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.submission.manifestations.own_places import own_places
from services.submission.organiser_space.bodies.places import Search, with_place
from services.submission.organiser_space.rules.offer import Offer, offer_of
from services.submission.places.look_up import search_register, standing_for
from services.submission.places.rules.naming import asked_words, says
from shared.errors import FieldError, FieldsRefused
from shared.identity.caller import Caller
from shared.postgres.database import Tx

MOST_OWN, MOST = 3, 8


async def own_offers(tx: Tx, caller: Caller) -> list[Offer]:
    """Return the organiser's own places, the latest first: as the register writes them, where it knows them."""
    own = await own_places(tx, caller)
    known = await standing_for(tx, own)
    offers: dict[UUID, Offer] = {}
    for place_id, place in own.items():
        kept = known.get(place_id)
        if kept is None:
            offers.setdefault(place_id, offer_of(place_id, place, own=True))
        elif kept.retired_at is None:
            offers.setdefault(kept.place_id, offer_of(kept.place_id, kept, own=True))
    return [*offers.values()]


async def offers(tx: Tx, caller: Caller, words: str, *, near: str | None = None) -> list[Offer]:
    """Return places that say these words: one's own, then those of the register, of the region ``near`` first.

    Without words one's own alone, the latest.
    """
    own = await own_offers(tx, caller)
    if not asked_words(words):
        return own[:MOST_OWN]
    mine = [offer for offer in own if says(offer.words, asked_words(words))][:MOST]
    region = near or next((offer.region_code for offer in own), None)
    found = await search_register(tx, words, near=region, limit=MOST)
    taken = {offer.place_id for offer in own}
    others = [offer_of(place.place_id, place, own=False) for place in found if place.place_id not in taken]
    return [*mine, *others][:MOST]


async def offers_beside(
    tx: Tx, caller: Caller, values: Mapping[str, Any], search: Search | None, *, near: str | None
) -> dict[str, list[Offer]]:
    """Return what is offered beside which field: where something is looked for what is found, else one's own."""
    found = {search.field: await offers(tx, caller, search.words, near=near)} if search else {}
    if not values.get("place") and "place" not in found:
        found["place"] = await offers(tx, caller, "")
    return found


async def with_offer(tx: Tx, caller: Caller, values: Mapping[str, Any], field: str, place_id: UUID) -> dict[str, Any]:
    """Return the form with the place filled in; raises ``FieldsRefused`` where it is offered no more."""
    own = {offer.place_id: offer for offer in await own_offers(tx, caller)}
    if place_id in own:
        return with_place(values, field, own[place_id])
    kept = (await standing_for(tx, [place_id])).get(place_id)
    if kept is None or kept.retired_at is not None or not kept.uses:
        raise FieldsRefused(errors=[_gone(field)])
    return with_place(values, field, offer_of(kept.place_id, kept, own=False))


def _gone(field: str) -> FieldError:
    return FieldError(
        pointer=f"/{field.replace('.', '/')}/name",
        code="place_gone",
        message="Ce lieu n’est plus dans le répertoire : cherchez-en un autre, ou écrivez-le ci-dessous.",
    )
