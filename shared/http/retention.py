"""What the HTTP layer forgets, and when."""

from shared.idempotency.store import delete_old_answers
from shared.identity.store import delete_ended_sessions
from shared.observability.security_events import log_security
from shared.postgres.database import Tx


async def purge(tx: Tx) -> None:
    """Forget answers after seven days and sessions once they have ended; call it now and then."""
    await delete_old_answers(tx)
    for account in await delete_ended_sessions(tx):
        log_security("session_ended", why="expired", account=account)
