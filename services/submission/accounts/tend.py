"""Work of the clock: signing keys are turned, what is over is forgotten."""

from services.submission.accounts.openid.store import delete_old
from services.submission.accounts.signing_keys import turn_keys
from services.submission.accounts.store.links import delete_old_links
from services.submission.accounts.store.sessions import delete_old_endings
from shared.clock import at_present
from shared.periodic import run_periodically
from shared.postgres.database import Database, Tx

TEND_SECONDS = 600


async def tend_now_and_then(database: Database, *, seconds: float = TEND_SECONDS) -> None:
    """Tend, and again after ``seconds``, until cancelled."""

    async def work(tx: Tx) -> None:
        await turn_keys(tx, at_present())
        await delete_old_endings(tx)
        await delete_old(tx)
        await delete_old_links(tx)

    await run_periodically(database, work, every=seconds, failed="accounts_not_tended")
