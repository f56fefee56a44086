"""The door for programs that send a file of manifestations."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.submission.imports.answers import ImportAnswer, RowsAnswer, import_answer, row_answer
from services.submission.imports.begin import begin_import, send_import
from services.submission.imports.bodies.upload import FILE, LARGEST_UPLOAD, OptionsBody, read_upload
from services.submission.imports.look import look_up_import, look_up_rows
from shared.http.exchange import Exchange
from shared.http.site import Site
from shared.http.upload_operation import upload_operation
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx

ACCEPTED = 202
FILE_SENT = "The file as it is, 10 MB and 10,000 records at most; its kind is told by its content, then by its name."


@post(
    "/imports",
    status_code=ACCEPTED,
    request_max_body_size=LARGEST_UPLOAD,
    operation_class=upload_operation(OptionsBody, file=FILE, about=FILE_SENT, needed=False),
)
async def begin(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> ImportAnswer:
    """Send a file of manifestations (CSV, XLSX, XLS, ODS, JSON, iCalendar) as `file` of a multipart form.

    Or say where it is, as `address`: it is fetched once, from a public site, before it is read.
    Other fields stand in for what its records do not say: `organiser_name` with `siren`, `siret`, `rna`, `uai` or
    `rnf`, `without_number`, `email`, `themes`, `format`, `openness`. It is read first, and what would become of each
    record can be looked at; with `send=true` what is complete is registered at once. The same file again registers
    nothing twice.
    """
    upload = await read_upload(await request.form())
    async with database.transaction() as tx:
        import_id = await begin_import(
            tx,
            caller=caller,
            file_name=upload.file_name,
            content=upload.content,
            address=upload.options.address,
            options=upload.options.defaults(),
            send=upload.options.send,
        )
        return await _shown(tx, site, import_id, caller)


@get("/imports/{import_id:uuid}")
async def show(
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> ImportAnswer:
    """Say how far a file is, and how many of its records end in which way."""
    async with database.transaction(readonly=True) as tx:
        return await _shown(tx, site, import_id, caller)


@get("/imports/{import_id:uuid}/rows")
async def show_rows(
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> RowsAnswer:
    """Say what became, or would become, of each record of a file."""
    async with database.transaction(readonly=True) as tx:
        await look_up_import(tx, import_id, caller)
        rows = await look_up_rows(tx, import_id)
    return RowsAnswer(items=[row_answer(site, row) for row in rows])


@post("/imports/{import_id:uuid}/sending", status_code=ACCEPTED)
async def send(
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> ImportAnswer:
    """Register what is complete in a file that has been read."""
    async with database.transaction() as tx:
        await send_import(tx, import_id, caller=caller)
        return await _shown(tx, site, import_id, caller)


async def _shown(tx: Tx, site: Site, import_id: UUID, caller: Caller) -> ImportAnswer:
    return import_answer(site, *await look_up_import(tx, import_id, caller))
