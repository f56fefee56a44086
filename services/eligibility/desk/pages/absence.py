"""The doors by which a moderator says when they are away, and that they are back."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.eligibility.absences.announce import announce_absence, end_absence
from services.eligibility.absences.look_up import absence_of, look_up_desks
from services.eligibility.desk.bodies.absence import AbsenceBody, read_absence
from services.eligibility.desk.store.people import list_names
from services.eligibility.desk.views.absence import ABSENCE, absence_view
from services.eligibility.desk.views.queue import QUEUE
from shared.clock import at_present
from shared.errors import FieldError, FieldsRefused
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, nested
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OPENED = opened_to("moderator")


@get(ABSENCE, include_in_schema=False, opt=OPENED)
async def show_absence(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show the form, filled in with the absence that there is."""
    done = next((word for word in ("enregistree", "terminee") if word in request.query_params), "")
    return await _page(database, pages, site, caller, done=done)


@post(
    ABSENCE,
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    request_max_body_size=SMALL_FORM_BYTES,
    opt=OPENED,
)
async def keep_absence(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Keep it; whoever stands in is written to."""
    values = nested(await request.form(), AbsenceBody)
    try:
        absence = read_absence(values, caller)
        async with database.transaction() as tx:
            await announce_absence(tx, absence, caller=caller, link=site.absolute(QUEUE), now=at_present())
    except FieldsRefused as refused:
        return await _page(database, pages, site, caller, values=values, errors=refused.errors, status=refused.status)
    return Redirect(site.path(f"{ABSENCE}?enregistree=1"), status_code=HTTP_303_SEE_OTHER)


@post(f"{ABSENCE}/fin", include_in_schema=False, status_code=HTTP_303_SEE_OTHER, opt=OPENED)
async def end_absence_by_form(
    *, caller: NamedDependency[Caller], database: NamedDependency[Database], site: NamedDependency[Site]
) -> Redirect:
    """Take the queue back."""
    async with database.transaction() as tx:
        await end_absence(tx, caller=caller, now=at_present())
    return Redirect(site.path(f"{ABSENCE}?terminee=1"), status_code=HTTP_303_SEE_OTHER)


async def _page(
    database: Database,
    pages: Pages,
    site: Site,
    caller: Caller,
    *,
    done: str = "",
    values: Mapping[str, Any] | None = None,
    errors: Sequence[FieldError] = (),
    status: int = 200,
) -> Response[str]:
    async with database.transaction(readonly=True) as tx:
        absence = await absence_of(tx, caller.account_id)
        colleagues = (await look_up_desks(tx)).colleagues
        names = await list_names(tx, [each.account_id for each in colleagues])
    view = absence_view(site, caller, absence, colleagues, names, values=values, errors=errors)
    return pages.page("absence.html", status=status, visitor=caller, headers=NO_STORE, done=done, **view)
