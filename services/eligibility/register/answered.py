"""Use case: say how old what the register said of an organiser is."""

from datetime import datetime

from services.eligibility.criteria.facts import identifiers_of
from services.eligibility.register.store import get_fetched_at
from shared.contracts.content import Organiser
from shared.postgres.database import Tx


async def answered_at(tx: Tx, organiser: Organiser) -> datetime | None:
    """Return when the register was last asked about its numbers; None where it never was."""
    identifiers = identifiers_of(organiser)
    return await get_fetched_at(tx, identifiers) if identifiers else None
