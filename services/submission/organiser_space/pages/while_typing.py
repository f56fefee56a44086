"""The doors of what is proposed while somebody types: parts of the form, which does without them."""

from datetime import datetime
from typing import Annotated

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.status_codes import HTTP_204_NO_CONTENT

from services.submission.drafts.save import own_draft
from services.submission.organiser_space.bodies.communes import chosen_region
from services.submission.organiser_space.bodies.draft import OTHER
from services.submission.organiser_space.bodies.places import WORDS, search_for
from services.submission.organiser_space.offering import offers
from services.submission.organiser_space.resembling import resembling
from services.submission.organiser_space.views.places import places_view
from services.submission.organiser_space.views.twins import WHERE, seen, twins_of
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/lieux/propositions", include_in_schema=False)
async def show_place_offers(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    champ: FromQuery[str] = "",
) -> Response[str]:
    """Offer places for one place of the form: the account's own, and those of the programme."""
    search = search_for(champ, request.query_params.get(f"{WORDS}.{champ}", ""))
    near = chosen_region(request.query_params.get(f"{champ}.postcode", ""))
    async with database.transaction(readonly=True) as tx:
        found = {search.field: await offers(tx, caller, search.words, near=near)} if search else {}
    view = places_view(found, search)
    text = pages.render("propositions.html", name=champ, found=view.get(champ))
    return Response(text.strip(), media_type=MediaType.HTML, headers=NO_STORE)


@get("/brouillons/{draft_id:str}/semblables", include_in_schema=False)
async def show_resembling(
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
    etape: FromQuery[str] = WHERE,
    vus: Annotated[str, QueryParameter(name="_vus")] = "",
) -> Response[str]:
    """Show what is registered and resembles the draft, a part of its page; 204 where that is what is shown there."""
    async with database.transaction(readonly=True) as tx:
        draft = await own_draft(tx, draft_id, caller)
        alike = await resembling(tx, draft.filled, caller=caller, edition=editions.present, now=now)
    twins = twins_of(site, alike)
    if seen(twins) == vus:
        return Response("", status_code=HTTP_204_NO_CONTENT, media_type=MediaType.HTML, headers=NO_STORE)
    piece = pages.render("semblables-morceau.html", twins=twins, seen=seen, other=OTHER, step=etape[:20])
    return Response(piece.strip(), media_type=MediaType.HTML, headers=NO_STORE)
