"""SQL of the links that sign people in."""

from typing import NamedTuple

from shared.postgres.database import Tx


class Link(NamedTuple):
    """Whom a link signs in, and where they go on from there."""

    email: str
    onward: str


async def insert_link(tx: Tx, token_sha256: bytes, *, email: str, onward: str) -> None:
    """Write a link that was drawn."""
    await tx.execute(
        "INSERT INTO sign_in_links (token_sha256, email, onward) VALUES ($1, $2, $3)", token_sha256, email, onward
    )


async def find_link(tx: Tx, token_sha256: bytes) -> Link | None:
    """Return a link that can still be used, None where there is none."""
    row = await tx.fetchrow(
        """
        SELECT email, onward
        FROM sign_in_links
        WHERE token_sha256 = $1 AND asked_at > now() - interval '20 minutes'
        """,
        token_sha256,
    )
    return Link(*row) if row else None


async def use_link(tx: Tx, token_sha256: bytes) -> Link | None:
    """Take a link away, and with it all others of its address; None where it cannot be used any more."""
    row = await tx.fetchrow(
        """
        WITH used AS (
            DELETE FROM sign_in_links
            WHERE token_sha256 = $1 AND asked_at > now() - interval '20 minutes'
            RETURNING email, onward
        ), others AS (
            DELETE FROM sign_in_links
            USING used
            WHERE lower(sign_in_links.email) = lower(used.email) AND token_sha256 <> $1
        )
        SELECT email, onward FROM used
        """,
        token_sha256,
    )
    return Link(*row) if row else None


async def delete_old_links(tx: Tx) -> None:
    """Forget links that can no longer be used, and the addresses with them."""
    await tx.execute("DELETE FROM sign_in_links WHERE asked_at <= now() - interval '20 minutes'")
