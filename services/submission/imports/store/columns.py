"""SQL of how an account reads files of one shape."""

from shared.postgres.database import Tx


async def list_remembered(tx: Tx, account_id: str) -> dict[str, dict[str, str]]:
    """Return how an account reads columns, by shape."""
    rows = await tx.fetch("SELECT shape, columns FROM import_columns WHERE account_id = $1", account_id)
    return {row["shape"]: row["columns"] for row in rows}


async def remember_columns(tx: Tx, account_id: str, shape: str, chosen: dict[str, str]) -> None:
    """Keep how an account reads files of one shape."""
    await tx.execute(
        """
        INSERT INTO import_columns (account_id, shape, columns)
        VALUES ($1, $2, $3::jsonb)
        ON CONFLICT (account_id, shape) DO UPDATE
            SET columns = excluded.columns,
                changed_at = now()
        """,
        account_id,
        shape,
        chosen,
    )
