"""Use case: as whom somebody acts who stands in for a moderator that is away."""

from dataclasses import replace

from services.eligibility.absences.store import list_regions_stood_in
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def regions_stood_in(tx: Tx, caller: Caller) -> tuple[str, ...]:
    """Return the regions that somebody at a desk has today beside their own."""
    found = await list_regions_stood_in(tx, caller.account_id)
    return tuple(code for code in found if code != caller.region_code)


async def acting(tx: Tx, caller: Caller, region_code: str | None) -> Caller:
    """Return somebody as they act in a region: as its moderator where they stand in for one today."""
    if caller.role != "moderator" or region_code in {None, caller.region_code}:
        return caller
    stands_in = region_code in await regions_stood_in(tx, caller)
    return replace(caller, region_code=region_code) if stands_in else caller
