"""SQL of sign-ins at providers: on their way, whom they led to, and how they end there."""

from uuid import UUID

from services.submission.accounts.openid.attempt import Attempt
from services.submission.accounts.openid.rules import Identity
from shared.identity.keys import digest
from shared.postgres.database import Tx


async def insert_attempt(tx: Tx, attempt: Attempt) -> None:
    """Keep a sign-in that begins; of what would let somebody else finish it, digests."""
    await tx.execute(
        """
        INSERT INTO openid_attempts (state_sha256, provider, nonce, code_verifier, browser_sha256, onward)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        digest(attempt.state),
        attempt.provider,
        attempt.nonce,
        attempt.code_verifier,
        digest(attempt.browser),
        attempt.onward,
    )


async def take_attempt(tx: Tx, *, state: str, provider: str, browser: str) -> Attempt | None:
    """Return a sign-in that began ten minutes ago at most, in this browser and at this provider; it is gone then.

    Whoever shows its state is given no second try, whatever else is wrong.
    """
    row = await tx.fetchrow(
        """
        WITH taken AS (
            DELETE FROM openid_attempts
            WHERE state_sha256 = $1
            RETURNING provider, nonce, code_verifier, browser_sha256, onward, begun_at
        )
        SELECT nonce, code_verifier, onward
        FROM taken
        WHERE provider = $2 AND browser_sha256 = $3 AND begun_at > now() - interval '10 minutes'
        """,
        digest(state),
        provider,
        digest(browser),
    )
    return Attempt(**row, provider=provider, state=state, browser=browser) if row else None


async def use_identity(tx: Tx, identity: Identity) -> UUID | None:
    """Return the account that a provider's name for somebody leads to, and note that it did."""
    account_id: UUID | None = await tx.fetchval(
        """
        UPDATE openid_identities
        SET last_used_at = now(), siret = $3
        WHERE issuer = $1 AND subject = $2
        RETURNING account_id
        """,
        identity.issuer,
        identity.subject,
        identity.siret,
    )
    return account_id


async def insert_identity(tx: Tx, identity: Identity, account_id: UUID) -> None:
    """Link a provider's name for somebody to their account."""
    await tx.execute(
        """
        INSERT INTO openid_identities (issuer, subject, account_id, siret)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (issuer, subject) DO NOTHING
        """,
        identity.issuer,
        identity.subject,
        account_id,
        identity.siret,
    )


async def list_sirets(tx: Tx, account_id: UUID) -> tuple[str, ...]:
    """Return for which establishments providers say that somebody works, in the order in which they are told."""
    rows = await tx.fetch(
        "SELECT DISTINCT siret FROM openid_identities WHERE account_id = $1 AND siret IS NOT NULL ORDER BY siret",
        account_id,
    )
    return tuple(row["siret"] for row in rows)


async def insert_session(tx: Tx, session_id: UUID, *, account_id: UUID, provider: str, id_token: str) -> None:
    """Keep what ends the session at the provider."""
    await tx.execute(
        """
        INSERT INTO openid_sessions (session_id, account_id, provider, id_token)
        VALUES ($1, $2, $3, $4)
        """,
        session_id,
        account_id,
        provider,
        id_token,
    )


async def take_session(tx: Tx, session_id: UUID) -> tuple[str, str] | None:
    """Return provider and token of a session that ends here, None where it was opened by no provider."""
    row = await tx.fetchrow(
        "DELETE FROM openid_sessions WHERE session_id = $1 RETURNING provider, id_token", session_id
    )
    return (row["provider"], row["id_token"]) if row else None


async def delete_old(tx: Tx) -> None:
    """Forget sign-ins that never came back, and tokens of sessions that are over."""
    await tx.execute("DELETE FROM openid_attempts WHERE begun_at < now() - interval '10 minutes'")
    await tx.execute("DELETE FROM openid_sessions WHERE begun_at < now() - interval '24 hours'")
