"""Use case: what follows for structures from what was decided, and is nobody's request: a loop of the worker.

It looks at what the tables say, not at what has happened, so that it makes up for whatever workers wrote side by side.
"""

import structlog

from services.eligibility.dossiers.follow_evidence import follow_evidence
from services.eligibility.dossiers.follow_merges import follow_merges
from services.eligibility.dossiers.follow_ties import follow_ties
from services.eligibility.structures.merge import merge_structures
from services.eligibility.structures.remind import remind
from shared.periodic import repeat
from shared.postgres.database import Database

EVERY_SECONDS = 2.0

log = structlog.get_logger(__name__)


async def settle(database: Database) -> int:
    """Take one step; returns how much was changed, 0 where all is as it should be."""
    changed = 0
    for step in (merge_structures, follow_merges, follow_ties, follow_evidence, remind):
        async with database.transaction() as tx:
            changed += await step(tx)
    return changed


async def settle_now_and_then(database: Database, *, every: float = EVERY_SECONDS) -> None:
    """Settle every so many seconds until cancelled, and at once again while there is something to do."""

    async def step() -> bool:
        if changed := await settle(database):
            log.info("structures_settled", changed=changed)
        return changed > 0

    await repeat(step, every=every, failed="structures_not_settled")
