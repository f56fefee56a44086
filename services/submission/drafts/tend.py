"""Work of the clock: old drafts are forgotten, parked forms after a day; reminders follow the cut-offs."""

from services.submission.drafts.remind import set_reminders
from services.submission.drafts.rules import KEPT, PARKED
from services.submission.drafts.store import delete_old
from shared.clock import at_present
from shared.periodic import run_periodically
from shared.postgres.database import Database, Tx

PAUSE_SECONDS = 3600


async def tend_drafts_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget what is over and set reminders, and again after ``seconds``, until cancelled."""

    async def work(tx: Tx) -> None:
        await delete_old(tx, kept=KEPT, parked=PARKED)
        await set_reminders(tx, now=at_present())

    await run_periodically(database, work, every=seconds, failed="drafts_not_tended")
