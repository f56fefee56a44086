"""Use case: log what somebody did, in the transaction in which they did it."""

from services.eligibility.audit.rules import Action, Line, chained
from services.eligibility.audit.store import insert_line, lock_head
from shared.postgres.database import Tx


async def log_action(tx: Tx, action: Action) -> None:
    """Add a line; the last thing that a transaction does, since nobody else logs until it ends."""
    number, before = await lock_head(tx)
    await insert_line(tx, Line(number=number + 1, action=action, hash=chained(before, number + 1, action)))
