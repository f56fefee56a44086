"""Use cases: how far a file is, and what became of its records."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.submission.imports.errors import ImportUnknown
from services.submission.imports.rules.proposals import Proposal, proposals
from services.submission.imports.rules.rows import ImportRow
from services.submission.imports.sent_file import Import
from services.submission.imports.store.files import find_import, list_imports
from services.submission.imports.store.rows import count_outcomes, list_rows
from services.submission.manifestations.known_organisers import known_organisers
from shared.identity.caller import Caller
from shared.postgres.database import Tx

MOST_SHOWN = 20
MOST_ROWS = 10_000


async def look_up_import(tx: Tx, import_id: UUID, caller: Caller) -> tuple[Import, Mapping[str, int]]:
    """Return one of the caller's with how many records ended in which way; raises ``ImportUnknown``."""
    found = await find_import(tx, caller.account_id, import_id)
    if found is None:
        raise ImportUnknown
    return found, await count_outcomes(tx, import_id)


async def look_up_rows(tx: Tx, import_id: UUID, *, after: int = 0, limit: int = MOST_ROWS) -> list[ImportRow]:
    """Return records of an import, in the order of the file."""
    return await list_rows(tx, import_id, after=after, limit=limit)


async def own_imports(tx: Tx, caller: Caller) -> list[Import]:
    """List the caller's, the last one first."""
    return await list_imports(tx, caller.account_id, MOST_SHOWN)


async def proposed_organisers(tx: Tx, rows: Sequence[ImportRow], caller: Caller) -> list[Proposal]:
    """Return which known structures the organisers without a number may be."""
    return proposals(rows, await known_organisers(tx, caller))
