"""Use case: register what a file says, record by record, as a job that can be taken up again."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from services.submission.imports.begin import OfImport
from services.submission.imports.drafts import keep_draft
from services.submission.imports.keep_row import keep_row
from services.submission.imports.rules.rows import ImportRow
from services.submission.imports.sent_file import Import
from services.submission.imports.store.files import lock_import, move_import
from services.submission.imports.store.rows import list_open_rows, settle_rows
from services.submission.manifestations.keep import find_known
from shared.clock import at_present
from shared.contracts.submission import EditionChanged
from shared.editions.errors import NoEditionYet
from shared.editions.store import find_present
from shared.jobs.running import Running
from shared.postgres.database import Database, Tx

BATCH_SIZE = 8
"""Records under way at the same time: most of the work is waiting for the database."""

DRAFT = "Un brouillon est à compléter dans « Mes manifestations »."
NO_DRAFT = "Vous avez trop de brouillons pour qu’il y en ait un de plus : corrigez le fichier."


async def send_rows(job: Running, arguments: OfImport, *, now: Callable[[], datetime] = at_present) -> None:
    """Register or update every record that is complete; a run that was cut off goes on where it was."""
    async with job.database.transaction() as tx:
        found = await lock_import(tx, arguments.import_id)
        if found is None or found.state != "sending":
            return
        rows = await list_open_rows(tx, found.import_id)
        edition = await find_present(tx)
    if edition is None:
        raise NoEditionYet
    originals = [row for row in rows if row.first == row.number]
    for start in range(0, len(originals), BATCH_SIZE):
        batch = originals[start : start + BATCH_SIZE]
        done = await _kept(job.database, found, batch, edition, now())
        async with job.database.transaction() as tx:
            await settle_rows(tx, found.import_id, await _drafted(tx, found, done, edition, now()))
    async with job.database.transaction() as tx:
        await settle_rows(tx, found.import_id, [row for row in rows if row.first != row.number])
        await move_import(tx, found.import_id, "sent")
        await job.finish(tx)


async def _kept(
    database: Database, found: Import, rows: Sequence[ImportRow], edition: EditionChanged, now: datetime
) -> list[ImportRow]:
    ready = [row for row in rows if row.outcome == "new"]
    references = [str(row.reference) for row in ready]
    known = await find_known(database, found.sender, edition.year, references) if ready else {}
    kept = await asyncio.gather(
        *(
            keep_row(database, row, known.get(str(row.reference)), caller=found.sender, edition=edition, now=now)
            for row in ready
        )
    )
    return [*kept, *(row for row in rows if row.outcome != "new")]


async def _drafted(
    tx: Tx, found: Import, rows: Sequence[ImportRow], edition: EditionChanged, now: datetime
) -> list[ImportRow]:
    """Keep a draft of each record that lacks something."""
    drafted = []
    for row in rows:
        if row.outcome == "incomplete":
            draft_id = await keep_draft(tx, found.import_id, row, caller=found.sender, edition=edition.year, now=now)
            drafted.append(replace(row, draft_id=draft_id, message=f"{row.message} {DRAFT if draft_id else NO_DRAFT}"))
        else:
            drafted.append(row)
    return drafted
