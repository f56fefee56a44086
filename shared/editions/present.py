"""What the present edition says, for whoever has a transaction at hand and no copy in memory."""

from shared.editions.rules import NATIONAL_TEAM, chamber_of
from shared.editions.store import find_present
from shared.postgres.database import Tx


async def chamber_at_present(tx: Tx, region_code: str) -> str:
    """Name who is in charge of a region now."""
    edition = await find_present(tx)
    return chamber_of(edition, region_code) if edition else NATIONAL_TEAM
