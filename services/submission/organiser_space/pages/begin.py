"""The door for organisers who begin: the empty form."""

from datetime import datetime

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.save import own_drafts
from services.submission.manifestations.rules.registration import registration_refusal
from services.submission.organiser_space.bodies.draft import new_token
from services.submission.organiser_space.bodies.values import new_values
from services.submission.organiser_space.bodies.whole import CHOSEN, chosen_in
from services.submission.organiser_space.name_whole import offered_wholes
from services.submission.organiser_space.offering import offers_beside
from services.submission.organiser_space.views.page import Beside, form_page
from services.submission.organiser_space.views.places import places_view
from shared.editions.editions import Editions
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/", include_in_schema=False)
async def show_home(site: NamedDependency[Site]) -> Redirect:
    """Lead to the form."""
    return Redirect(site.path("/inscription"), status_code=HTTP_303_SEE_OTHER)


@get("/inscription", include_in_schema=False)
async def show_form(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    now: NamedDependency[datetime],
    partie_de: FromQuery[str] = "",
) -> Response[str]:
    """Show the empty form while registration lasts, and what was begun before; somebody unknown signs in first.

    Whoever comes from a collective programme (``partie_de``) finds it filled in.
    """
    values = {**new_values(), **({CHOSEN: partie_de} if chosen_in({CHOSEN: partie_de}) else {})}
    if refusal := registration_refusal(editions.present, now):
        raise refusal
    async with database.transaction(readonly=True) as tx:
        drafts = await own_drafts(tx, caller)
        offered = await offers_beside(tx, caller, {}, None, near=None)
        wholes = await offered_wholes(tx, values, edition=editions.present.year, caller=caller)
    beside = Beside(token=new_token(), drafts=drafts, places=places_view(offered, None), wholes=wholes)
    return form_page(pages, editions.present, caller, values, beside, now=now)
