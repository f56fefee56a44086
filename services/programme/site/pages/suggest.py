"""The doors of what is proposed while somebody types: parts of the list's page, which does without them."""

from litestar import MediaType, Response, get
from litestar.di import NamedDependency

from services.programme.listings.bodies.edition import edition_asked
from services.programme.listings.bodies.suggest import SuggestQuery
from services.programme.listings.rules.addresses import SUGGESTIONS, SUGGESTIONS_OF_COMMUNES, page_path
from services.programme.listings.suggest import suggest, suggest_communes
from shared.editions.editions import Editions
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.refusals import checked
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database


@get(SUGGESTIONS, include_in_schema=False)
async def show_suggestions(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[bytes]:
    """Propose communes, organisers and titles; each is a link."""
    given = dict(request.query_params)
    edition = edition_asked(editions, given)
    query = checked(SuggestQuery, given)
    async with database.autocommit(wakes=False) as connection:
        found = await suggest(connection, query.q, edition=edition.year)
    home = site.path("/" if edition.year == editions.year else f"/editions/{edition.year}")
    text = pages.render(
        "suggestions.html",
        home=home,
        communes=found.communes,
        organisers=[(site.path(f"/organisateurs/{identifier}"), name) for identifier, name in found.organisers],
        titles=[(site.path(page_path(identifier)), title) for identifier, title in found.titles],
    )
    return revalidated(request, text.encode(), MediaType.HTML)


@get(SUGGESTIONS_OF_COMMUNES, include_in_schema=False)
async def show_communes(request: Exchange, *, pages: NamedDependency[Pages]) -> Response[bytes]:
    """Propose communes to be near to, as options of the field."""
    query = checked(SuggestQuery, dict(request.query_params))
    text = pages.render("suggestions-communes.html", communes=suggest_communes(query.near))
    return revalidated(request, text.encode(), MediaType.HTML)
