"""Use case: open a programme by a link, with what is online about what was chosen."""

from uuid import UUID

from services.programme.favourites.errors import ProgrammeUnknown
from services.programme.favourites.own_programme import Kept, OwnProgramme, Purpose
from services.programme.favourites.rules.links import named_in, opens, sign
from services.programme.favourites.store import find_programme, update_opened
from services.programme.listings.pick import pick
from shared.postgres.database import Tx
from shared.postgres.secret_store import get_secret

LINKS = "own_programmes"
"""The secret that they are signed with."""


async def open_programme(tx: Tx, link: str, *purposes: Purpose) -> OwnProgramme:
    """Return what a link opens for one of these purposes; raises ``ProgrammeUnknown``."""
    programme_id = named_in(link)
    found = await find_programme(tx, programme_id) if programme_id else None
    secret = await get_secret(tx, LINKS)
    if found and any(_opens(secret, link, purpose, found) for purpose in purposes):
        await update_opened(tx, found.programme_id)
        return found
    raise ProgrammeUnknown(
        "Le lien est incomplet, le programme a été effacé, ou il n’est plus partagé : demandez un nouveau lien, ou "
        "faites votre propre programme."
    )


async def read_programme(tx: Tx, programme: OwnProgramme) -> Kept:
    """Return what is online about its dates, in their order."""
    return Kept(programme=programme, dates=tuple(await pick(tx, programme.chosen)))


async def links_of(tx: Tx, programme: OwnProgramme) -> dict[Purpose, str]:
    """Return the links that open it, that for others only where it is shared."""
    secret, programme_id = await get_secret(tx, LINKS), programme.programme_id
    found: dict[Purpose, str] = {
        "own": sign(secret, "own", programme_id),
        "calendar": sign(secret, "calendar", programme_id),
    }
    if programme.shared:
        found["shared"] = sign(secret, "shared", programme_id, programme.share_number)
    return found


async def own_link(tx: Tx, programme_id: UUID) -> str:
    """Return the link by which a programme is changed."""
    return sign(await get_secret(tx, LINKS), "own", programme_id)


def _opens(secret: bytes, link: str, purpose: Purpose, programme: OwnProgramme) -> bool:
    if purpose == "shared":
        number = programme.share_number
        return programme.shared and opens(secret, link, purpose, programme.programme_id, number)
    return opens(secret, link, purpose, programme.programme_id)
