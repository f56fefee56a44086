"""Use case: how much of an edition hangs on what it says, so that a change to it can be weighed."""

from datetime import date

from services.submission.manifestations.rules.uses import Uses
from services.submission.manifestations.store.uses import count_standing
from shared.postgres.database import Tx


async def count_uses(tx: Tx, edition: int, *, first_day: date, last_day: date) -> Uses:
    """Count the manifestations of an edition; those are ``outside`` that a season of these days would not have."""
    return await count_standing(tx, edition, first_day=first_day, last_day=last_day)
