"""Use case: keep the last decision about each manifestation, to show its organiser where it stands."""

from collections.abc import Sequence

from services.submission.manifestations.store import upsert_decisions
from shared.contracts.eligibility import EligibilityDecided
from shared.postgres.database import Tx


async def follow(tx: Tx, decisions: Sequence[EligibilityDecided]) -> None:
    """Keep the decisions, known manifestation or not; one older than what is kept changes nothing."""
    await upsert_decisions(tx, decisions)
