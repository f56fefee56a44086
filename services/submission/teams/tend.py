"""Work of the clock: addresses of people who did not answer an invitation are forgotten."""

from services.submission.teams.store import delete_old_invitations
from shared.periodic import run_periodically
from shared.postgres.database import Database

PAUSE_SECONDS = 3600


async def forget_invitations_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget those that are over, and again after ``seconds``, until cancelled."""
    await run_periodically(database, delete_old_invitations, every=seconds, failed="invitations_not_forgotten")
