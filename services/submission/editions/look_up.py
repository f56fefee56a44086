"""Use case: read editions as their owner has them."""

from shared.contracts.submission import EditionChanged
from shared.editions.errors import EditionUnknown
from shared.editions.store import list_editions
from shared.postgres.database import Tx


async def look_up_all(tx: Tx) -> list[EditionChanged]:
    """Return all of them, the latest first."""
    return [*reversed(await list_editions(tx))]


async def look_up(tx: Tx, year: int) -> EditionChanged:
    """Return one; raises ``EditionUnknown``."""
    found = next((edition for edition in await list_editions(tx) if edition.year == year), None)
    if found is None:
        raise EditionUnknown(year)
    return found
