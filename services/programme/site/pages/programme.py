"""The door for readers of the public list, with its calendar and filters."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from litestar import MediaType, Response, get
from litestar.di import NamedDependency

from services.programme.listings.browse import browse
from services.programme.listings.correct import Corrections
from services.programme.listings.listing import Position
from services.programme.listings.look_up import find_organiser, find_title
from services.programme.listings.rendered import Rendered
from services.programme.listings.rules.addresses import MAP, MAP_OF_EDITION, PARTS
from services.programme.listings.tallies import Tallies
from services.programme.site.alternatives import alternatives
from services.programme.site.views.alternatives import Alternative
from services.programme.site.views.background import Background
from services.programme.site.views.cards import card_face, card_piece, cards_made_of, day_groups
from services.programme.site.views.filters import Selection, selection
from services.programme.site.views.overview import overview
from services.programme.site.views.programme import programme_view
from services.programme.site.views.spots import asks_for_a_place
from shared.editions.editions import Editions
from shared.errors import NotFound
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.headers import may_ask_position, with_our_scripts
from shared.http.pages import Pages
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

PAGE_SIZE = 24
ON_MAP = "/carte"
HALF_AN_HOUR = 1800
"""Seconds; every clock of France is a multiple of it ahead of another."""


@get(
    ["/", "/editions/{year:int}", *(f"/{part}/{{value:str}}" for part in PARTS), MAP, MAP_OF_EDITION],
    include_in_schema=False,
)
async def show_list(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    corrections: NamedDependency[Corrections],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    rendered: NamedDependency[Rendered],
    tallies: NamedDependency[Tallies],
    site: NamedDependency[Site],
    background: NamedDependency[Background],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Show the list, by day, with its calendar and filters; during the season without what has ended.

    Of the present edition, of another one (archived ones stay readable), or of a part: a region or a commune, a theme,
    an organiser. Or beside a map.
    """
    chosen = _chosen(request, editions, site, now=now)
    edition = chosen.edition
    cursor = request.query_params.get("cursor") or None
    after = cursors.decode(cursor, Position)
    filters = chosen.query.filters(edition.year, now=chosen.now)
    async with database.autocommit(wakes=False) as connection:
        page = await browse(connection, filters, limit=PAGE_SIZE, after=after)
        cards = await rendered.pieces(
            connection, page.entries, partial(card_piece, pages, edition), face=card_face(edition)
        )
        if filters.organiser:
            name = await find_organiser(connection, filters.organiser)
            chosen = replace(chosen, organiser=name or "")
        if filters.parent:
            chosen = replace(chosen, parent=await find_title(connection, filters.parent) or "")
    tally = await tallies.tally(filters)

    async def total(other: Selection) -> int:
        return await tallies.total(other.query.filters(edition.year, now=chosen.now))

    drawn, on_map = None, request.scope["path"].endswith(ON_MAP)
    if on_map:
        regions = [(code, number) for name, code, number in tally.by_value if name == "region"]
        drawn = overview(chosen, await tallies.by_commune(filters) if asks_for_a_place(chosen) else regions)
    found: list[Alternative] = []
    if not tally.listed:
        meant = await corrections.of(chosen.query.q, edition=edition.year) if chosen.query.q else None
        found = await alternatives(chosen, total, corrected=meant)
    years = editions.shown_years
    # What is to come is known by the dates that are listed; what has begun, by the clocks of their places.
    asked = (
        chosen.path,
        *chosen.values.items(),
        *chosen.remarks,
        chosen.organiser,
        chosen.parent,
        cursor,
        _half_hour(chosen.now),
    )
    shown = rendered.page(
        (
            asked,
            edition.version,
            editions.year,
            *years,
            cards_made_of(cards),
            page.called,
            page.following,
            tally,
            drawn,
            *found,
        ),
        lambda: pages.render(
            "carte.html" if on_map else "programme.html",
            **programme_view(
                pages.site,
                chosen,
                tally,
                day_groups(cards, since=chosen.since, called=set(page.entries[: page.called])),
                present=edition.year == editions.year,
                canonical=request.scope["path"],
                overview=drawn,
                background=background,
                others_found=found,
                others=[year for year in years if year != edition.year],
                first_page=chosen.address() if cursor else "",
                next_page=chosen.address(cursor=cursors.encode(page.following)) if page.following else "",
            ),
        ),
    )
    scripts = with_our_scripts(site, pictures_from=background.origin if on_map else "")
    return revalidated(
        request, shown.body, MediaType.HTML, version=shown.digest, headers={**scripts, **may_ask_position()}
    )


def _chosen(request: Exchange, editions: Editions, site: Site, *, now: datetime) -> Selection:
    path, given = request.path_params, dict(request.query_params)
    if "value" not in path:
        edition = editions.shown(path["year"]) if "year" in path else editions.present
        return selection(site.path(request.scope["path"]), given, now=now, edition=edition)
    name = PARTS[request.scope["path"].split("/")[1]]
    chosen = selection(site.path("/"), {name: path["value"]}, now=now, edition=editions.present)
    if chosen.remarks:
        raise NotFound(chosen.remarks[0])
    return chosen


def _half_hour(now: datetime) -> int:
    """Return a number that stays the same while it is the same day on every clock."""
    return int(now.timestamp() // HALF_AN_HOUR)
