"""Use case: read a file that was sent, as a job."""

from collections.abc import Awaitable, Callable

from services.submission.imports.apart import understood
from services.submission.imports.begin import SEND_IMPORT, OfImport
from services.submission.imports.download import Downloads
from services.submission.imports.errors import AddressRefused
from services.submission.imports.plan import planned
from services.submission.imports.rules.proposals import proposals, with_proposals
from services.submission.imports.store.columns import list_remembered
from services.submission.imports.store.files import find_content, lock_import, move_import, refuse_import, write_content
from services.submission.imports.store.rows import write_read
from services.submission.imports.task import Task, Understood
from services.submission.manifestations.known_organisers import known_organisers
from services.submission.manifestations.standing import standing_of
from shared.editions.errors import NoEditionYet
from shared.editions.store import find_present
from shared.jobs.enqueue import enqueue
from shared.jobs.running import Running

UNREADABLE = (
    "Ce fichier n’a pas pu être lu, malgré plusieurs essais : c’est une faute de la plateforme. Envoyez-le dans un "
    "autre format (CSV en UTF-8, par exemple)."
)


Reads = Callable[[Task, bytes], Awaitable[Understood]]


async def read_file(job: Running, arguments: OfImport, *, downloads: Downloads, reads: Reads = understood) -> None:
    """Say of each record what would become of it, and register them where nobody is to look first.

    What fails for good is said to whoever sent the file.
    """
    try:
        await _read(job, arguments, downloads, reads)
    except Exception:
        if job.is_last_attempt:
            async with job.database.transaction() as tx:
                await refuse_import(tx, arguments.import_id, UNREADABLE)
        raise


async def _read(job: Running, arguments: OfImport, downloads: Downloads, reads: Reads) -> None:
    async with job.database.transaction() as tx:
        found = await lock_import(tx, arguments.import_id)
        if found is None or found.state != "reading":
            return
        content = await find_content(tx, found.import_id)
        remembered = await list_remembered(tx, found.account_id)
        edition = await find_present(tx)
    if edition is None:
        raise NoEditionYet
    task = Task(file_name=found.file_name, defaults=found.options, edition=edition, remembered=remembered)
    try:
        content = content or await downloads.fetch(str(found.address))
        told = await reads(task, content)
    except AddressRefused as refusal:
        told = Understood(refusal=str(refusal))
    async with job.database.transaction() as tx:
        if await lock_import(tx, found.import_id) is None:
            return
        if found.address:
            await write_content(tx, found.import_id, content)
        if told.refusal:
            await refuse_import(tx, found.import_id, told.refusal)
        else:
            rows = planned(told.rows, await standing_of(tx, found.sender, edition.year), edition=edition)
            rows = with_proposals(rows, proposals(rows, await known_organisers(tx, found.sender)))
            await write_read(tx, found.import_id, rows=rows, notes=told.notes, found=told.columns, shape=told.shape)
            if found.send:
                await move_import(tx, found.import_id, "sending")
                await enqueue(tx, SEND_IMPORT, arguments)
        await job.finish(tx)
