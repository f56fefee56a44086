"""SQL of the remembered answers."""

from dataclasses import dataclass

from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedRow:
    """A request that was seen under this key; status, headers and body are None while it is being worked on."""

    request_sha256: str
    status: int | None
    headers: dict[str, str] | None
    body: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer known before the work is done, as a row to be written in the same statement as the work.

    Where the key is taken, that statement must do nothing.
    """

    scope: str
    key: str
    request_sha256: str
    status: int
    headers: dict[str, str]
    body: bytes

    def values(self) -> tuple[str, str, str, int, dict[str, str], bytes]:
        """Return the columns' values, in the order above."""
        return self.scope, self.key, self.request_sha256, self.status, self.headers, self.body


async def claim_repeat_key(tx: Tx, scope: str, key: str, request_sha256: str) -> bool:
    """Return True for the first request under this key; wait for a concurrent one to end before saying False."""
    claimed = await tx.fetchval(
        """
        INSERT INTO idempotency_keys (scope, key, request_sha256)
        VALUES ($1, $2, $3)
        ON CONFLICT (scope, key) DO NOTHING
        RETURNING true
        """,
        scope,
        key,
        request_sha256,
    )
    return bool(claimed)


async def find_remembered(tx: Tx, scope: str, key: str) -> RememberedRow | None:
    """Return what was seen under a key."""
    row = await tx.fetchrow(
        "SELECT request_sha256, status, headers, body FROM idempotency_keys WHERE scope = $1 AND key = $2", scope, key
    )
    return RememberedRow(**row) if row else None


async def save_remembered(tx: Tx, scope: str, key: str, *, status: int, headers: dict[str, str], body: bytes) -> None:
    """Keep the answer for whoever repeats the request."""
    await tx.execute(
        "UPDATE idempotency_keys SET status = $3, headers = $4, body = $5 WHERE scope = $1 AND key = $2",
        scope,
        key,
        status,
        headers,
        body,
    )


async def delete_old_answers(tx: Tx) -> None:
    """Forget answers after seven days."""
    await tx.execute("DELETE FROM idempotency_keys WHERE created_at < now() - interval '7 days'")
