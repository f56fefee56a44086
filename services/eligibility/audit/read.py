"""Use case: read the log of a desk, the latest line first."""

from collections.abc import Sequence

from services.eligibility.audit.rules import Line
from services.eligibility.audit.store import list_latest
from shared.identity.caller import Caller, require
from shared.postgres.database import Tx


async def read_log(tx: Tx, *, caller: Caller, before: int | None, limit: int) -> Sequence[Line]:
    """Return lines of the caller's desk, of all for the national team; raises ``NotAllowed``."""
    require(caller, "moderator", "national")
    regions = [caller.region_code or ""] if caller.role == "moderator" else None
    return await list_latest(tx, regions=regions, before=before, limit=limit)
