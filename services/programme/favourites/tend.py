"""Work of the clock: programmes that nobody opens any more are forgotten."""

from datetime import timedelta

from services.programme.favourites.store import delete_unopened
from shared.periodic import run_periodically
from shared.postgres.database import Database

KEPT = timedelta(days=400)
"""From one season to the next."""
PAUSE_SECONDS = 3600


async def forget_programmes_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget those, and again after ``seconds``, until cancelled."""
    await run_periodically(
        database, lambda tx: delete_unopened(tx, KEPT), every=seconds, failed="own_programmes_not_forgotten"
    )
