"""The doors to merging places: what each is and who names it, which one stays."""

from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.places.bodies import KEPT, PICKED, picked
from services.submission.places.errors import NothingToMerge
from services.submission.places.look_up import places_in_charge
from services.submission.places.merge import merge_places
from services.submission.places.rules.place import KnownPlace
from services.submission.places.views import MERGE, REGISTER, place_row
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

TWO, MOST = 2, 20


@get(MERGE, include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_merge(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    lieu: FromQuery[list[str] | None] = None,
) -> Response[str] | Redirect:
    """Show them beside one another; the one that most manifestations name is proposed to stay."""
    async with database.transaction(readonly=True) as tx:
        found = await places_in_charge(tx, picked(lieu or [])[:MOST], caller)
    if len(found) < TWO:
        return Redirect(site.path(f"{REGISTER}?fusion=1"), status_code=HTTP_303_SEE_OTHER)
    found.sort(key=_most_named)
    places = [place_row(site, place) for place in found]
    communes = {place.commune_code for place in found}
    return pages.page(
        "fusion.html",
        visitor=caller,
        headers=NO_STORE,
        places=places,
        kept=KEPT,
        picked=PICKED,
        apart=len(communes) > 1,
    )


@post(MERGE, include_in_schema=False, opt=opened_to("moderator", "national"), status_code=HTTP_303_SEE_OTHER)
async def merge_by_form(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Redirect:
    """Have one of them stand for the others."""
    form = await request.form()
    kept = picked(form.getall(KEPT, []))
    if not kept:
        raise NothingToMerge
    async with database.transaction() as tx:
        await merge_places(tx, kept[0], picked(form.getall(PICKED, [])), caller=caller, now=now)
    return Redirect(site.path(f"{REGISTER}/{kept[0]}?fusionne=1"), status_code=HTTP_303_SEE_OTHER)


def _most_named(place: KnownPlace) -> tuple[bool, int, str]:
    return place.retired_at is not None, -place.uses, place.name
