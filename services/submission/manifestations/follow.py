"""Use case: keep the last decision on each manifestation, to show its organiser where it stands."""

from collections.abc import Sequence

from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.store.decisions import upsert_decisions
from shared.postgres.database import Tx


async def follow(tx: Tx, decisions: Sequence[LastDecision]) -> None:
    """Keep the decisions, known manifestation or not; one older than what is kept changes nothing."""
    await upsert_decisions(tx, decisions)
