"""The doors by which a manifestation is shared with a team, or handed over."""

from collections.abc import Sequence
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.manifestations.hand_over import refuse_settled
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.access import is_alone
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.teams.bodies import read_invited
from services.submission.teams.found import share_with_team
from services.submission.teams.invite import offer_manifestation, take_back, waiting
from services.submission.teams.rules import Invitation
from services.submission.teams.views import FIELDS, inviter
from shared.errors import FieldError, FieldsRefused, NotAllowed
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@post("/inscription/{manifestation_id:uuid}/equipe", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def share_by_form(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Make the structure's team, or find it, and show it."""
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        if not is_alone(manifestation, caller):
            raise NotAllowed(
                "Seule la personne qui s’occupe de cette manifestation peut la partager avec une équipe : proposez-lui "
                "de le faire."
            )
        team_id = await share_with_team(tx, manifestation, caller=caller)
    return Redirect(site.path(f"/equipes/{team_id}"), status_code=HTTP_303_SEE_OTHER)


@get("/inscription/{manifestation_id:uuid}/remettre", include_in_schema=False)
async def show_hand_over(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Ask who takes the manifestation over."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        await refuse_settled(tx, manifestation)
        offered = await waiting(tx, manifestation_id=manifestation_id)
    return _page(pages, caller, manifestation, offered)


@post(
    "/inscription/{manifestation_id:uuid}/remettre",
    include_in_schema=False,
    opt=opened_to(by_a_person=True),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=200,
)
async def hand_over_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Offer the manifestation by mail; it changes hands when somebody accepts."""
    form = await request.form()
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        try:
            email = read_invited(form)
        except FieldsRefused as refused:
            offered = await waiting(tx, manifestation_id=manifestation_id)
            given = str(form.get("email") or "")
            return _page(pages, caller, manifestation, offered, value=given, errors=refused.errors)
        await offer_manifestation(tx, manifestation, email=email, by=inviter(site, caller))
        offered = await waiting(tx, manifestation_id=manifestation_id)
    return _page(pages, caller, manifestation, offered, invited=email)


@post(
    "/inscription/{manifestation_id:uuid}/remettre/invitations/{invitation_id:uuid}/annuler",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
)
async def take_offer_back(
    manifestation_id: FromPath[UUID],
    invitation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Take an offer back."""
    async with database.transaction() as tx:
        await reachable(tx, manifestation_id, caller)
        await take_back(tx, invitation_id, manifestation_id=manifestation_id)
    return Redirect(site.path(f"/inscription/{manifestation_id}/remettre"), status_code=HTTP_303_SEE_OTHER)


def _page(
    pages: Pages,
    caller: Caller,
    manifestation: Manifestation,
    offered: Sequence[Invitation],
    *,
    value: str = "",
    errors: Sequence[FieldError] = (),
    invited: str = "",
) -> Response[str]:
    return pages.page(
        "remise.html",
        status=FieldsRefused.status if errors else 200,
        visitor=caller,
        headers=NO_STORE,
        manifestation=manifestation,
        offered=offered,
        invited=invited,
        fields=FIELDS,
        form=FormState(values={"email": value}, errors=tuple(errors)),
    )
