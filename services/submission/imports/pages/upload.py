"""The door for people who send a file."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.imports.begin import begin_import
from services.submission.imports.bodies.upload import FILE, LARGEST_UPLOAD, OptionsBody, read_upload
from services.submission.imports.look import own_imports
from services.submission.imports.views.page import STATES
from shared.editions.editions import Editions
from shared.editions.rules import format_labels, theme_labels
from shared.errors import FieldsRefused
from shared.http.exchange import Exchange
from shared.http.forms import FormState, nested
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

FIELDS = (FILE, *OptionsBody.model_fields)


@get("/importer", include_in_schema=False)
async def show_upload(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Show the form, and the files that one sent."""
    return await _page(database, editions, pages, caller, FormState())


@post("/importer", include_in_schema=False, request_max_body_size=LARGEST_UPLOAD, status_code=HTTP_303_SEE_OTHER)
async def upload_by_form(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str] | Redirect:
    """Take the file in; it is read before anything is registered."""
    form = await request.form()
    try:
        upload = await read_upload(form)
    except FieldsRefused as refused:
        values = nested(form, OptionsBody)
        state = FormState(values={name: value for name, value in values.items() if name != FILE}, errors=refused.errors)
        return await _page(database, editions, pages, caller, state, status=refused.status)
    async with database.transaction() as tx:
        import_id = await begin_import(
            tx,
            caller=caller,
            file_name=upload.file_name,
            content=upload.content,
            address=upload.options.address,
            options=upload.options.defaults(),
            send=False,
        )
    return Redirect(site.path(f"/importer/{import_id}"), status_code=HTTP_303_SEE_OTHER)


async def _page(
    database: Database, editions: Editions, pages: Pages, caller: Caller, form: FormState, *, status: int = 200
) -> Response[str]:
    async with database.transaction(readonly=True) as tx:
        sent = await own_imports(tx, caller)
    edition = editions.present
    return pages.page(
        "importer.html",
        status=status,
        visitor=caller,
        headers=NO_STORE,
        form=form,
        fields=FIELDS,
        themes=list(theme_labels(edition).items()),
        formats=list(format_labels(edition).items()),
        sent=[(each, STATES[each.state]) for each in sent],
    )
