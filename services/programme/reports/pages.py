"""The door by which a visitor reports an entry."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.programme.listings.look_up import look_up
from services.programme.listings.rules.addresses import report_path
from services.programme.reports.bodies import ReportBody, read_report
from services.programme.reports.report import Said, report
from services.programme.reports.views import report_view
from shared.errors import FieldsRefused
from shared.http.asker import asker
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, nested
from shared.http.pages import NO_STORE, Pages
from shared.http.robots import is_robots
from shared.http.site import Site
from shared.observability.security_events import log_security
from shared.postgres.database import Database

REPORT = "/programme/{manifestation_id:uuid}/signaler"
DONE = "envoye"


@get(REPORT, include_in_schema=False)
async def show_report(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Show the form."""
    async with database.transaction(readonly=True) as tx:
        listing = await look_up(tx, manifestation_id)
    done = DONE in request.query_params
    return pages.page("signaler.html", headers=NO_STORE, done=done, **report_view(site, listing, now=now))


@post(REPORT, include_in_schema=False, status_code=HTTP_303_SEE_OTHER, request_max_body_size=4 * SMALL_FORM_BYTES)
async def report_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Tell it to whoever decides; a robot is thanked as everybody is."""
    form = await request.form()
    values = nested(form, ReportBody)
    async with database.transaction() as tx:
        listing = await look_up(tx, manifestation_id)
        try:
            body = read_report(values)
        except FieldsRefused as refused:
            view = report_view(site, listing, now=now, values=values, errors=refused.errors)
            return pages.page("signaler.html", status=refused.status, headers=NO_STORE, done=False, **view)
        if is_robots(form, now):
            log_security("robot_ignored", way="report", **asker(request.scope))
        else:
            said = Said(reason=body.reason, details=body.details, contact=body.contact)
            await report(tx, manifestation_id, said, now=now)
    return Redirect(site.path(f"{report_path(manifestation_id)}?{DONE}=1"), status_code=HTTP_303_SEE_OTHER)
