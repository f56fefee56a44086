"""Work of the clock: addresses of people who did not answer an invitation, or a question, are forgotten."""

from services.submission.teams.co_organisers.store import forget_addresses
from services.submission.teams.store import delete_old_invitations
from shared.periodic import run_periodically
from shared.postgres.database import Database, Tx

PAUSE_SECONDS = 3600


async def forget_invitations_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget those that are over, and again after ``seconds``, until cancelled."""
    await run_periodically(database, _forget, every=seconds, failed="invitations_not_forgotten")


async def _forget(tx: Tx) -> None:
    await delete_old_invitations(tx)
    await forget_addresses(tx)
