"""The door for readers of one manifestation."""

from datetime import datetime
from functools import partial
from uuid import UUID

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.programme.listings.answers import page_address
from services.programme.listings.listing import Listing
from services.programme.listings.look_up import look_up
from services.programme.listings.nearby import nearby
from services.programme.listings.part_of import part_of
from services.programme.listings.rendered import Rendered
from services.programme.listings.rules.addresses import OEMBED, calendar_path, oembed_path, page_path, report_path
from services.programme.listings.rules.around import named
from services.programme.listings.rules.dates import takes_place_at
from services.programme.listings.rules.short_codes import short_path
from services.programme.listings.shorten import short_code_of
from services.programme.site.views.cards import card_face, card_piece, markup
from services.programme.site.views.dates import is_over, next_date
from services.programme.site.views.filters import selection
from services.programme.site.views.manifestation import manifestation_view
from services.programme.site.views.reading import LANGUAGE, reading_in
from services.programme.site.views.structured_data import json_ld
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.geography import find_commune
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database


@get("/programme/{manifestation_id:uuid}", include_in_schema=False)
async def show_manifestation_page(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    rendered: NamedDependency[Rendered],
    site: NamedDependency[Site],
    manifestation_id: FromPath[UUID],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Show one manifestation with all that is public about it."""
    async with database.autocommit(wakes=False) as connection:
        listing = await look_up(connection, manifestation_id)
        edition = editions.of(listing.edition)
        occurrence, period = next_date(listing.content, now)
        near = await nearby(connection, listing, occurrence, day=period.first_day, now=now)
        cards = await rendered.pieces(connection, near, partial(card_piece, pages, edition), face=card_face(edition))
        code, whole = await short_code_of(connection, manifestation_id), await part_of(connection, listing)
    parent = (site.path(page_path(whole.manifestation_id)), whole.content.title) if whole else None
    present, over = edition.year == editions.year, is_over(listing.content, now)
    reading = reading_in(listing.content, request.query_params.get(LANGUAGE, ""), page_address(site, manifestation_id))
    shown = rendered.page(
        (
            manifestation_id,
            listing.version,
            edition.version,
            present,
            over,
            period,
            near,
            code,
            parent,
            reading.language,
        ),
        lambda: pages.render(
            "manifestation.html",
            year=edition.year,
            listing=listing,
            content=listing.content,
            view=manifestation_view(edition, listing),
            over=over,
            parent=parent,
            reading=reading,
            short_address=site.absolute(short_path(code)),
            structured_data=json_ld(site, listing),
            report=site.path(report_path(manifestation_id)),
            calendar=site.path(calendar_path(manifestation_id)),
            oembed=oembed_path(site.path(OEMBED), page_address(site, manifestation_id)),
            near=[markup(piece) for _, piece in cards],
            same_day=_same_day(site, edition, listing, now, present=present),
        ),
    )
    return revalidated(request, shown.body, MediaType.HTML, version=shown.digest)


def _same_day(site: Site, edition: EditionChanged, listing: Listing, now: datetime, *, present: bool) -> str:
    """Return the address of what else there is around, on the day of the next date that stands."""
    occurrence, period = next_date(listing.content, now)
    place = takes_place_at(listing.content, occurrence)
    commune = find_commune(place.commune_code) if place else None
    around = {"region": listing.region_code or ""}
    if place:
        around = {"near": named(commune)} if commune and commune.centre else {"department": place.department_code}
    path = site.path("/" if present else f"/editions/{edition.year}")
    return selection(path, around, now=now, edition=edition).on_day(period.first_day)
