"""Use case: find which dossier of a queue comes after one that is done with."""

from uuid import UUID

from services.eligibility.desk.read_queue import Queue, read_queue
from services.eligibility.desk.rules.position import Position
from services.eligibility.desk.rules.queue import Wanted
from services.eligibility.desk.rules.regions import cut_off_at
from services.eligibility.dossiers.rules.dossier import Dossier
from shared.postgres.database import Tx


async def next_dossier(tx: Tx, dossier: Dossier, queue: Queue, wanted: Wanted) -> UUID | None:
    """Return the one behind it, else the first one that is left; None where the queue is empty."""
    at = dossier.decided_at if wanted.stage == "settled" else dossier.opened_at
    behind = (cut_off_at(queue.edition, dossier.desk_region or ""), at, dossier.manifestation_id)
    return await _first(tx, queue, wanted, after=behind) or await _first(tx, queue, wanted, after=None)


async def _first(tx: Tx, queue: Queue, wanted: Wanted, *, after: Position | None) -> UUID | None:
    found = await read_queue(tx, queue, wanted, after=after, limit=1)
    return found[0].manifestation_id if found else None
