"""The page that an invitation leads to: programs that open links in mails see it, and only a click accepts."""

from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.teams.accept import accept_invitation, look_at_invitation
from services.submission.teams.rules import Invitation
from services.submission.teams.views import INVITATION_PATH, invitation_link
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get(INVITATION_PATH, include_in_schema=False)
async def show_invitation(
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    visitor: NamedDependency[Caller | None],
    jeton: FromQuery[str] = "",
) -> Response[str]:
    """Show who invites into what; nothing is accepted yet."""
    async with database.transaction(readonly=True) as tx:
        offer = await look_at_invitation(tx, jeton)
    sign_in = site.sign_in_url(invitation_link(site, jeton))
    return pages.page("invitation.html", visitor=visitor, headers=NO_STORE, offer=offer, token=jeton, sign_in=sign_in)


@post(
    INVITATION_PATH,
    include_in_schema=False,
    opt=opened_to(by_a_person=True),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=HTTP_303_SEE_OTHER,
)
async def accept_by_form(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Redirect:
    """Accept, and go on to what it leads into."""
    token = str((await request.form()).get("jeton") or "")
    async with database.transaction() as tx:
        accepted = await accept_invitation(tx, token, caller=caller, now=now)
    return Redirect(site.path(_leads_to(accepted)), status_code=HTTP_303_SEE_OTHER)


def _leads_to(invitation: Invitation) -> str:
    if invitation.team_id is not None:
        return f"/equipes/{invitation.team_id}"
    if invitation.manifestation_id is not None:
        return f"/inscription/{invitation.manifestation_id}"
    return "/chambre"
