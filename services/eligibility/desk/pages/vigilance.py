"""The doors by which a desk answers what visitors report: offline at once, back, closed."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from pydantic import Field

from services.eligibility.desk.bodies.decision import based_on
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.queue import QUEUE, dossier_path
from services.eligibility.dossiers.take_offline import put_online, take_offline
from services.eligibility.reports.close import close_reports
from shared.clock import at_present
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.inputs import Input
from shared.http.refusals import checked
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OPENED = opened_to("moderator", "national")
DOSSIER = f"{QUEUE}/dossiers/{{manifestation_id:uuid}}"


class VisibilityBody(Input):
    """Whether readers are to see it."""

    show: Annotated[Literal["no", "again"], Field(title="Visibilité")]


@post(
    f"{DOSSIER}/visibilite",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    request_max_body_size=SMALL_FORM_BYTES,
    opt=OPENED,
)
async def change_visibility(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Take it offline, or put it back: told at once, since it can be turned back as quickly."""
    form = await request.form()
    given = str(form.get("show") or "")
    body = checked(VisibilityBody, {"show": given} if given else {})
    change = put_online if body.show == "again" else take_offline
    async with database.transaction() as tx:
        await change(tx, manifestation_id, caller=caller, based_on=based_on(form))
    return _back(site, request, manifestation_id)


@post(f"{DOSSIER}/signalements", include_in_schema=False, status_code=HTTP_303_SEE_OTHER, opt=OPENED)
async def close_reports_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Close what visitors said."""
    async with database.transaction() as tx:
        await close_reports(tx, manifestation_id, caller=caller, now=at_present())
    return _back(site, request, manifestation_id)


def _back(site: Site, request: Exchange, manifestation_id: UUID) -> Redirect:
    asked = Asked.of(request.query_params)
    return Redirect(f"{dossier_path(site, manifestation_id, asked)}#dossier", status_code=HTTP_303_SEE_OTHER)
