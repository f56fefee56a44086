"""Use case: know where an organiser's earlier manifestations took place."""

from collections.abc import Mapping
from uuid import UUID

from services.submission.manifestations.store.own_places import list_own_places
from services.submission.places.rules.naming import place_id_of
from shared.contracts.content import Place
from shared.identity.caller import Caller
from shared.postgres.database import Tx

LAST = 200
"""Manifestations that are looked through."""


async def own_places(tx: Tx, caller: Caller) -> Mapping[UUID, Place]:
    """Return the places of the account and its teams by identifier, the latest first; nobody else's are among them."""
    places = await list_own_places(tx, caller.account_id, caller.team_ids, manifestations=LAST)
    found: dict[UUID, Place] = {}
    for place in places:
        found.setdefault(place_id_of(place.name, place.address, place.commune_code), place)
    return found
