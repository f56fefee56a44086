"""What the HTTP layer forgets, and when."""

from shared.idempotency.store import delete_old_answers
from shared.postgres.database import Tx


async def purge(tx: Tx) -> None:
    """Forget answers after seven days; call it now and then."""
    await delete_old_answers(tx)
