"""Use cases: where an account is written to, and whether it takes mail; a mail tells, when it is sent."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.submission.accounts.store import addresses as store
from shared.postgres.database import Tx


async def address_of(tx: Tx, account_id: UUID) -> str | None:
    """Return the address of an account, None for a program's, an erased one and one that nobody knows."""
    return await store.find_address(tx, account_id)


async def unreachable_since(tx: Tx, account_id: UUID) -> datetime | None:
    """Return since when mails to an account come back, None where they arrive or it has no address."""
    return await store.find_bounce(tx, account_id)


async def all_unreachable_since(tx: Tx, account_ids: Sequence[UUID]) -> datetime | None:
    """Return since when mails to all of these accounts come back, None where somebody gets them or there is nobody."""
    found = [await unreachable_since(tx, account_id) for account_id in account_ids]
    known = [since for since in found if since is not None]
    return max(known) if known and len(known) == len(found) else None


async def note_bounce(tx: Tx, email: str, reply: str) -> None:
    """Keep that an address takes no mail for good, whoever has it; nothing where nobody has."""
    await store.mark_bounced(tx, email, reply)


async def note_delivery(tx: Tx, email: str) -> None:
    """Keep that an address takes mail."""
    await store.clear_bounced(tx, email)
