"""Use cases: somebody declines reminders, or wants them again, by the link of a mail and without signing in."""

from uuid import UUID

from services.submission.notices.errors import ChoiceUnknown
from services.submission.notices.store import find_choice, lock_choice, save_choice
from shared.postgres.database import Tx


async def reminders_of(tx: Tx, account_id: UUID) -> UUID | None:
    """Return the token of the link for a reminder to somebody, None where they want none."""
    token, refused = await lock_choice(tx, account_id)
    return None if refused else token


async def are_wanted(tx: Tx, token: UUID) -> bool:
    """Return what was chosen; raises ``ChoiceUnknown``."""
    refused = await find_choice(tx, token)
    if refused is None:
        raise ChoiceUnknown
    return not refused


async def choose(tx: Tx, token: UUID, *, wanted: bool) -> None:
    """Keep a choice, however often it is made; raises ``ChoiceUnknown``."""
    if not await save_choice(tx, token, refused=not wanted):
        raise ChoiceUnknown
