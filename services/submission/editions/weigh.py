"""Use case: say what a change to an edition would do, before it is made."""

from services.submission.drafts.count import count_begun
from services.submission.editions.rules import consequences
from services.submission.manifestations.count_uses import count_uses
from shared.contracts.submission import EditionChanged
from shared.postgres.database import Tx


async def weigh(tx: Tx, before: EditionChanged | None, after: EditionChanged) -> list[str]:
    """Return what the change does to others, in sentences with figures."""
    uses = await count_uses(tx, after.year, first_day=after.first_day, last_day=after.last_day)
    return consequences(before, after, uses, await count_begun(tx, after.year))
