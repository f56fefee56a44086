"""The doors to one's chamber: who moderates, inviting a colleague."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.people import moderators_of
from services.submission.teams.bodies import read_invited
from services.submission.teams.invite import invite_moderator, take_back, waiting
from services.submission.teams.views import Group, group_view, inviter
from shared.editions.present import chamber_at_present
from shared.errors import FieldsRefused
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx


@get("/chambre", include_in_schema=False, opt=opened_to("moderator"))
async def show_chamber(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show who moderates the region."""
    async with database.transaction(readonly=True) as tx:
        group = await _group(tx, site, str(caller.region_code))
    return _page(pages, caller, group_view(group))


@post(
    "/chambre/inviter",
    include_in_schema=False,
    opt=opened_to("moderator", by_a_person=True),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=200,
)
async def invite_into_chamber(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Invite somebody to moderate as well, by mail."""
    form, region_code, invited = await request.form(), str(caller.region_code), ""
    refused: FieldsRefused | None = None
    async with database.transaction() as tx:
        try:
            invited = read_invited(form)
            await invite_moderator(tx, region_code, email=invited, by=inviter(site, caller))
        except FieldsRefused as error:
            refused = error
        group = await _group(tx, site, region_code)
    if refused:
        view = group_view(group, value=str(form.get("email") or ""), errors=refused.errors)
        return _page(pages, caller, view, status=refused.status)
    return _page(pages, caller, group_view(group, invited=invited))


@post(
    "/chambre/invitations/{invitation_id:uuid}/annuler",
    include_in_schema=False,
    opt=opened_to("moderator"),
    status_code=HTTP_303_SEE_OTHER,
)
async def take_moderator_back(
    invitation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Take an invitation back."""
    async with database.transaction() as tx:
        await take_back(tx, invitation_id, region_code=str(caller.region_code))
    return Redirect(site.path("/chambre"), status_code=HTTP_303_SEE_OTHER)


async def _group(tx: Tx, site: Site, region_code: str) -> Group:
    return Group(
        address=site.path("/chambre"),
        name=await chamber_at_present(tx, region_code),
        members=await moderators_of(tx, region_code),
        waiting=await waiting(tx, region_code=region_code),
    )


def _page(pages: Pages, caller: Caller, view: dict[str, Any], *, status: int = 200) -> Response[str]:
    return pages.page("chambre.html", status=status, visitor=caller, headers=NO_STORE, **view)
