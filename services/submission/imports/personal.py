"""Use case: what the files that a person sent keep, given out and forgotten."""

from typing import Any

from services.submission.imports.store.files import delete_imports_of, list_imports
from shared.postgres.database import Tx

MOST = 1_000


async def export_imports(tx: Tx, account_id: str) -> list[dict[str, Any]]:
    """Return which files an account sent; the files themselves the person has, and are gone after a month."""
    return [
        {"fichier": each.file_name, "envoye_le": each.created_at, "enregistrements": each.records}
        for each in await list_imports(tx, account_id, MOST)
    ]


async def forget_imports(tx: Tx, account_id: str) -> None:
    """Forget the files of an account and what was read in them."""
    await delete_imports_of(tx, account_id)
