"""Use cases: choose a date, take one out, let others read, forget all of it."""

from uuid import uuid4

from services.programme.favourites.errors import ProgrammeFull
from services.programme.favourites.open import open_programme, own_link
from services.programme.favourites.own_programme import Chosen
from services.programme.favourites.store import (
    delete_dates,
    delete_programme,
    find_programme,
    insert_date,
    insert_programme,
    lock_programme,
    update_sharing,
)
from services.programme.listings.errors import ListingUnknown
from services.programme.listings.pick import pick
from shared.postgres.database import Tx

MOST_DATES = 200


async def choose(tx: Tx, link: str, chosen: Chosen) -> str:
    """Choose a date that is online and return the programme's link; without a link a new one is begun.

    Raises ``ProgrammeUnknown``, ``ListingUnknown`` and ``ProgrammeFull``.
    """
    programme_id = (await open_programme(tx, link, "own")).programme_id if link else uuid4()
    if not await pick(tx, [chosen]):
        raise ListingUnknown("Cette date n’est plus au programme : revenez à la page de la manifestation.")
    if not link:
        await insert_programme(tx, programme_id)
    await lock_programme(tx, programme_id)
    known = await find_programme(tx, programme_id)
    if known and chosen not in known.chosen and len(known.chosen) >= MOST_DATES:
        raise ProgrammeFull(f"Un programme compte {MOST_DATES} dates au plus : retirez-en une avant d’en ajouter.")
    await insert_date(tx, programme_id, chosen)
    return await own_link(tx, programme_id)


async def take_out(tx: Tx, link: str, chosen: Chosen | None) -> None:
    """Take a date out; without one, all that have left the programme. Raises ``ProgrammeUnknown``."""
    programme = await open_programme(tx, link, "own")
    if chosen:
        await delete_dates(tx, programme.programme_id, [chosen])
        return
    online = {(each.entry.manifestation_id, each.entry.occurrence_id) for each in await pick(tx, programme.chosen)}
    await delete_dates(tx, programme.programme_id, programme.chosen - online)


async def share(tx: Tx, link: str, *, shared: bool) -> None:
    """Let whoever has the other link read, or nobody any more; raises ``ProgrammeUnknown``."""
    programme = await open_programme(tx, link, "own")
    await update_sharing(tx, programme.programme_id, shared=shared)


async def forget(tx: Tx, link: str) -> None:
    """Forget the programme; raises ``ProgrammeUnknown``."""
    programme = await open_programme(tx, link, "own")
    await delete_programme(tx, programme.programme_id)
