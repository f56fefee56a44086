"""The doors to one file: what was understood, what is to be registered, and what became of it."""

from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.imports.begin import read_otherwise, send_import
from services.submission.imports.columns.questions import Questions
from services.submission.imports.look import look_up_import, look_up_rows, proposed_organisers
from services.submission.imports.report import as_csv, as_xlsx
from services.submission.imports.rules.proposals import answered
from services.submission.imports.views.page import chosen_in, file_view, organisers_in
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database
from shared.spreadsheets.csv_table import CSV
from shared.spreadsheets.workbook import XLSX


@get("/importer/{import_id:uuid}", include_in_schema=False)
async def show_file(
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show how far a file is; while something is being done, the page comes again by itself."""
    async with database.transaction(readonly=True) as tx:
        found, outcomes = await look_up_import(tx, import_id, caller)
        rows = await look_up_rows(tx, import_id) if found.state in {"read", "sent"} else []
        proposed = await proposed_organisers(tx, rows, caller) if found.state == "read" else []
    shown = file_view(site, found, outcomes, rows, proposed, questions=Questions(editions.present.extra_fields))
    return pages.page("import.html", visitor=caller, headers=NO_STORE, **shown)


@post("/importer/{import_id:uuid}/colonnes", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def read_otherwise_by_form(
    request: Exchange,
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Read the file again, its columns and its organisers as the form says."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    async with database.transaction() as tx:
        found, _ = await look_up_import(tx, import_id, caller)
        proposed = await proposed_organisers(tx, await look_up_rows(tx, import_id), caller)
        organisers = answered(proposed, organisers_in(form, proposed))
        await read_otherwise(tx, import_id, chosen_in(form, found.columns), caller=caller, organisers=organisers)
    return _back(site, import_id)


@post("/importer/{import_id:uuid}/inscrire", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def send_by_form(
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Register what is complete."""
    async with database.transaction() as tx:
        await send_import(tx, import_id, caller=caller)
    return _back(site, import_id)


@get("/importer/{import_id:uuid}/rapport.csv", include_in_schema=False)
async def download_csv(
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
) -> Response[bytes]:
    """Give the file back as CSV, with what became of each record."""
    async with database.transaction(readonly=True) as tx:
        await look_up_import(tx, import_id, caller)
        rows = await look_up_rows(tx, import_id)
    return _download(as_csv(rows, _questions(editions)), CSV, "rapport.csv")


@get("/importer/{import_id:uuid}/rapport.xlsx", include_in_schema=False)
async def download_xlsx(
    import_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
) -> Response[bytes]:
    """Give the file back as a workbook, with what became of each record."""
    async with database.transaction(readonly=True) as tx:
        await look_up_import(tx, import_id, caller)
        rows = await look_up_rows(tx, import_id)
    return _download(as_xlsx(rows, _questions(editions)), XLSX, "rapport.xlsx")


def _questions(editions: Editions) -> dict[str, str]:
    return {f"/extra/{each.name}": each.label for each in editions.present.extra_fields}


def _download(content: bytes, media_type: str, name: str) -> Response[bytes]:
    headers = {**NO_STORE, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _back(site: Site, import_id: UUID) -> Redirect:
    return Redirect(site.path(f"/importer/{import_id}"), status_code=HTTP_303_SEE_OTHER)
