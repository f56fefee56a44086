"""Work of the clock: files are forgotten after a month, and with them what they say of people."""

from services.submission.imports.sent_file import KEPT
from services.submission.imports.store.files import delete_old_imports
from shared.periodic import run_periodically
from shared.postgres.database import Database

PAUSE_SECONDS = 3600


async def forget_imports_now_and_then(database: Database, *, seconds: float = PAUSE_SECONDS) -> None:
    """Forget those that are over, and again after ``seconds``, until cancelled."""
    await run_periodically(
        database, lambda tx: delete_old_imports(tx, KEPT), every=seconds, failed="imports_not_forgotten"
    )
