"""Statements on tables that only the caller knows."""

from shared.postgres.database import Tx


async def execute_on(tx: Tx, form: str, *names: str) -> None:
    """Execute ``form`` with these names in the places of ``%1$I`` and so on."""
    await tx.execute(await statement_on(tx, form, *names))


async def statement_on(tx: Tx, form: str, *names: str) -> str:
    """Let the server quote the names into the statement: names are no parameters."""
    return str(await tx.fetchval("SELECT format($1, VARIADIC $2::text[])", form, list(names)))
