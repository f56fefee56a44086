"""The door for readers: the public list with its filters, and the page of a manifestation."""

from datetime import datetime
from uuid import UUID

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.programme.listings.answers import page_address
from services.programme.listings.browse import browse, busy_days
from services.programme.listings.listing import Listing, Position
from services.programme.listings.look_up import look_up
from services.programme.listings.rules.addresses import (
    CHANGES_PAGE,
    COPIES,
    MOST_CALENDAR_DATES,
    MOST_EXPORTED_DATES,
    SELECTED_CALENDAR,
    calendar_path,
)
from services.programme.listings.rules.dates import takes_place_at
from services.programme.site.views.calendar import months
from services.programme.site.views.cards import day_groups
from services.programme.site.views.dates import standing
from services.programme.site.views.filters import (
    Selection,
    department_choices,
    region_choices,
    selection,
    shortcuts,
)
from services.programme.site.views.manifestation import manifestation_view
from services.programme.site.views.structured_data import json_ld
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.editions.rules import chamber_of, contact_of, cut_off_of, format_labels, theme_labels
from shared.french.dates import local_moment
from shared.http.cursor import Cursors
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database

PAGE_SIZE = 24


@get("/", include_in_schema=False)
async def show_programme(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Show the list, by day, with its calendar and filters; during the season without what has ended."""
    chosen = selection(site.path("/"), dict(request.query_params), now=now, edition=editions.present)
    return await _list_page(request, chosen, database=database, cursors=cursors, editions=editions, pages=pages)


@get("/editions/{year:int}", include_in_schema=False)
async def show_edition(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    year: FromPath[int],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Show the list of another edition than the present one; archived editions stay readable."""
    edition, path = editions.shown(year), site.path(f"/editions/{year}")
    chosen = selection(path, dict(request.query_params), now=now, edition=edition)
    return await _list_page(request, chosen, database=database, cursors=cursors, editions=editions, pages=pages)


async def _list_page(
    request: Exchange, chosen: Selection, *, database: Database, cursors: Cursors, editions: Editions, pages: Pages
) -> Response[bytes]:
    edition, site = chosen.edition, pages.site
    present = edition.year == editions.year
    cursor = request.query_params.get("cursor") or None
    after = cursors.decode(cursor, Position)
    filters = chosen.query.filters(edition.year, now=chosen.now)
    async with database.transaction(readonly=True) as tx:
        page = await browse(tx, filters, limit=PAGE_SIZE, after=after)
        counts = await busy_days(tx, filters, first=edition.first_day, last=edition.last_day)
    query = chosen.query
    page_text = pages.render(
        "programme.html",
        year=edition.year,
        address=site.absolute("/" if present else f"/editions/{edition.year}"),
        others=[year for year in editions.shown_years if year != edition.year],
        paper=_paper(chosen),
        chosen=chosen,
        total=page.total,
        groups=day_groups(site, edition, page.dates, since=chosen.since),
        months=months(
            counts,
            edition=edition,
            address_of=chosen.on_day,
            chosen=(query.first_day, query.last_day),
            today=chosen.today,
        ),
        busy=bool(counts),
        hidden=page.ended > 0,
        shortcuts=shortcuts(chosen),
        regions=region_choices(),
        departments=department_choices(query.region),
        themes=[*theme_labels(edition).items()],
        formats=[*format_labels(edition).items()],
        subscription=chosen.copy(site.path(SELECTED_CALENDAR), present=present)
        if 0 < page.total <= MOST_CALENDAR_DATES
        else "",
        news=chosen.news(site.path(CHANGES_PAGE), present=present),
        copies=[(label, chosen.copy(site.path(path), present=present)) for label, path in COPIES]
        if 0 < page.total <= MOST_EXPORTED_DATES
        else [],
        first_page=chosen.address() if cursor else "",
        next_page=chosen.address(cursor=cursors.encode(page.following)) if page.following else "",
    )
    return revalidated(request, page_text.encode(), MediaType.HTML)


@get("/programme/{manifestation_id:uuid}", include_in_schema=False)
async def show_manifestation_page(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Show one manifestation with all that is public about it."""
    async with database.transaction(readonly=True) as tx:
        listing = await look_up(tx, manifestation_id)
    edition = editions.of(listing.edition)
    page_text = pages.render(
        "manifestation.html",
        year=edition.year,
        listing=listing,
        content=listing.content,
        view=manifestation_view(edition, listing),
        address=page_address(site, manifestation_id),
        structured_data=json_ld(site, listing),
        calendar=site.path(calendar_path(manifestation_id)),
        same_day=_same_day(site, edition, listing, now, present=edition.year == editions.year),
    )
    return revalidated(request, page_text.encode(), MediaType.HTML)


def _paper(chosen: Selection) -> dict[str, str | None] | None:
    """Say of the region that is chosen who is in charge of it, and when its paper programme is edited."""
    region_code = chosen.query.region
    if region_code is None:
        return None
    found = cut_off_of(chosen.edition, region_code)
    return {
        "chamber": chamber_of(chosen.edition, region_code),
        "contact": contact_of(chosen.edition, region_code),
        "cut_off": local_moment(*found) if found else None,
    }


def _same_day(site: Site, edition: EditionChanged, listing: Listing, now: datetime, *, present: bool) -> str:
    """Return the address of what else there is around, on the day of the first date that stands."""
    occurrence, period = standing(listing.content)[0]
    place = takes_place_at(listing.content, occurrence)
    around = {"department": place.department_code} if place else {"region": listing.region_code or ""}
    path = site.path("/" if present else f"/editions/{edition.year}")
    chosen = selection(path, around, now=now, edition=edition)
    return chosen.on_day(period.first_day)
