"""Use case: read what is online about one manifestation."""

from datetime import datetime
from uuid import UUID

from services.programme.listings.errors import ListingRemoved, ListingUnknown
from services.programme.listings.listing import Listing, Outline
from services.programme.listings.store.listings import find_listing, find_organiser_name
from services.programme.listings.store.outline import find_outline
from shared.postgres.database import Tx


async def look_up(tx: Tx, manifestation_id: UUID) -> Listing:
    """Return what is online; raises ``ListingRemoved`` where it no longer is, ``ListingUnknown`` where it never was."""
    known = await find_listing(tx, manifestation_id)
    if known is None:
        raise ListingUnknown(
            "Aucune manifestation du programme ne porte cet identifiant : vérifiez l’adresse, ou repartez du programme."
        )
    if known.online is None:
        raise ListingRemoved(
            "Elle n’est pas disponible : son organisateur l’a retirée, elle ne remplit plus les conditions, ou sa "
            "chambre la relit. Retrouvez toutes les autres dans le programme."
        )
    return known.online


async def outline_of(tx: Tx, manifestation_id: UUID, *, now: datetime) -> Outline:
    """Return what its page depends on at this instant; raises ``ListingRemoved`` and ``ListingUnknown``."""
    while (found := await find_outline(tx, manifestation_id, now=now)) is None:
        # Says why it is not there, unless it has come meanwhile.
        await look_up(tx, manifestation_id)
    return found


async def find_title(tx: Tx, manifestation_id: UUID) -> str | None:
    """Return what a manifestation is called; None where it is not online."""
    known = await find_listing(tx, manifestation_id)
    return known.online.content.title if known and known.online else None


async def find_organiser(tx: Tx, structure_id: UUID) -> str | None:
    """Return the name under which a structure organises; None where it has nothing online."""
    return await find_organiser_name(tx, structure_id)
