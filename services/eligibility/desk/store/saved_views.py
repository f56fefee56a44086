"""The SQL statements of saved views."""

from services.eligibility.desk.rules.saved_views import MOST_VIEWS, SavedView
from shared.postgres.database import Tx


async def upsert_view(tx: Tx, account_id: str, view: SavedView) -> bool:
    """Write a view, in the place of the one of its name; False where somebody has as many as there may be.

    Views of accounts that are gone go with the next one that anybody saves.
    """
    await tx.execute(
        """
        DELETE FROM desk_views
        USING known_accounts AS known
        WHERE known.gone AND known.account_id::text = desk_views.account_id
        """
    )
    written = await tx.fetchval(
        """
        INSERT INTO desk_views (account_id, name, query)
        SELECT $1, $2, $3
        WHERE (SELECT count(*) FROM desk_views WHERE account_id = $1 AND name <> $2) < $4
        ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query, saved_at = now()
        RETURNING true
        """,
        account_id,
        view.name,
        view.query,
        MOST_VIEWS,
    )
    return bool(written)


async def delete_view(tx: Tx, account_id: str, name: str) -> None:
    """Delete a view; nothing where there is none of that name."""
    await tx.execute("DELETE FROM desk_views WHERE account_id = $1 AND name = $2", account_id, name)


async def list_views(tx: Tx, account_id: str) -> list[SavedView]:
    """List somebody's views, by name."""
    rows = await tx.fetch("SELECT name, query FROM desk_views WHERE account_id = $1 ORDER BY name", account_id)
    return [SavedView(**row) for row in rows]
