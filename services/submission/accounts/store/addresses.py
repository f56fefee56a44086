"""The SQL of addresses of accounts: which takes mail."""

from datetime import datetime
from uuid import UUID

from shared.postgres.database import Tx


async def find_address(tx: Tx, account_id: UUID) -> str | None:
    """Return the address of an account, None where it has none or is not known."""
    address: str | None = await tx.fetchval("SELECT email FROM accounts WHERE account_id = $1", account_id)
    return address


async def find_bounce(tx: Tx, account_id: UUID) -> datetime | None:
    """Return since when an account's address takes no mail, None where it takes them."""
    since: datetime | None = await tx.fetchval(
        "SELECT email_bounced_at FROM accounts WHERE account_id = $1", account_id
    )
    return since


async def mark_bounced(tx: Tx, email: str, reply: str) -> None:
    """Note that an address takes no mail; since when stays what it was."""
    await tx.execute(
        """
        UPDATE accounts
        SET email_bounced_at = coalesce(email_bounced_at, now()), email_bounce = $2
        WHERE lower(email) = lower($1)
        """,
        email,
        reply,
    )


async def clear_bounced(tx: Tx, email: str) -> None:
    """Note that an address takes mail again."""
    await tx.execute(
        """
        UPDATE accounts
        SET email_bounced_at = NULL, email_bounce = NULL
        WHERE lower(email) = lower($1) AND email_bounced_at IS NOT NULL
        """,
        email,
    )
