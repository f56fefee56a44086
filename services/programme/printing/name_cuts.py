"""Use case: say what was cut for paper, for whoever compares the programme with it."""

from services.programme.printing.snapshot import Snapshot
from services.programme.printing.store.snapshots import list_cuts
from shared.postgres.database import Tx

MOST = 200


async def cuts_of(tx: Tx, edition: int, region: str | None) -> list[Snapshot]:
    """Return the cuts of an edition, or of one region of it, the latest first."""
    return await list_cuts(tx, edition=edition, region_code=region, limit=MOST)
