"""The doors to one's teams: who is in them, inviting a colleague, leaving."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.teams.membership import members_of, team_of, teams_of
from services.submission.accounts.teams.rules import Team
from services.submission.teams.bodies import read_invited
from services.submission.teams.errors import LastMember
from services.submission.teams.invite import invite_colleague, take_back, waiting
from services.submission.teams.leave import leave_team
from services.submission.teams.views import Group, group_view, inviter
from shared.errors import FieldsRefused
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx


@get("/equipes", include_in_schema=False)
async def show_teams(
    *, caller: NamedDependency[Caller], database: NamedDependency[Database], pages: NamedDependency[Pages]
) -> Response[str]:
    """List one's teams."""
    async with database.transaction(readonly=True) as tx:
        teams = await teams_of(tx, UUID(caller.account_id))
    return pages.page("equipes.html", visitor=caller, headers=NO_STORE, teams=teams)


@get("/equipes/{team_id:uuid}", include_in_schema=False)
async def show_team(
    team_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show a team to its members."""
    async with database.transaction(readonly=True) as tx:
        team = await team_of(tx, team_id, UUID(caller.account_id))
        group = await _group(tx, site, team)
    return _page(pages, caller, team, group_view(group))


@post(
    "/equipes/{team_id:uuid}/inviter",
    include_in_schema=False,
    opt=opened_to(by_a_person=True),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=200,
)
async def invite_by_form(
    request: Exchange,
    team_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Invite a colleague by mail."""
    form, invited = await request.form(), ""
    refused: FieldsRefused | None = None
    async with database.transaction() as tx:
        team = await team_of(tx, team_id, UUID(caller.account_id))
        try:
            invited = read_invited(form)
            await invite_colleague(tx, team, email=invited, by=inviter(site, caller))
        except FieldsRefused as error:
            refused = error
        group = await _group(tx, site, team)
    if refused:
        view = group_view(group, value=str(form.get("email") or ""), errors=refused.errors)
        return _page(pages, caller, team, view, status=refused.status)
    return _page(pages, caller, team, group_view(group, invited=invited))


@post(
    "/equipes/{team_id:uuid}/invitations/{invitation_id:uuid}/annuler",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
)
async def take_invitation_back(
    team_id: FromPath[UUID],
    invitation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Take an invitation back."""
    async with database.transaction() as tx:
        team = await team_of(tx, team_id, UUID(caller.account_id))
        await take_back(tx, invitation_id, team_id=team.team_id)
    return Redirect(site.path(f"/equipes/{team_id}"), status_code=HTTP_303_SEE_OTHER)


@post(
    "/equipes/{team_id:uuid}/quitter",
    include_in_schema=False,
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=HTTP_303_SEE_OTHER,
)
async def leave_by_form(
    request: Exchange,
    team_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Leave; whoever is the last one is asked first who goes on."""
    entrust = bool((await request.form()).get("confier"))
    try:
        async with database.transaction() as tx:
            await leave_team(tx, team_id, caller=caller, entrust=entrust)
    except LastMember as last:
        async with database.transaction(readonly=True) as tx:
            team = await team_of(tx, team_id, UUID(caller.account_id))
            group = await _group(tx, site, team)
        return _page(pages, caller, team, group_view(group), status=last.status, last=last.detail)
    return Redirect(site.path("/equipes"), status_code=HTTP_303_SEE_OTHER)


async def _group(tx: Tx, site: Site, team: Team) -> Group:
    return Group(
        address=site.path(f"/equipes/{team.team_id}"),
        name=team.name,
        members=await members_of(tx, team.team_id),
        waiting=await waiting(tx, team_id=team.team_id),
    )


def _page(
    pages: Pages, caller: Caller, team: Team, view: dict[str, Any], *, status: int = 200, last: str = ""
) -> Response[str]:
    return pages.page("equipe.html", status=status, visitor=caller, headers=NO_STORE, team=team, last=last, **view)
