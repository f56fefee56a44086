"""The door for readers of one manifestation."""

from datetime import datetime
from functools import partial
from uuid import UUID

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.programme.listings.answers import page_address
from services.programme.listings.errors import ListingRemoved, ListingUnknown
from services.programme.listings.listing import Listing
from services.programme.listings.look_up import look_up, outline_of
from services.programme.listings.nearby import nearby
from services.programme.listings.part_of import Parts, part_of, parts_of
from services.programme.listings.rendered import Rendered
from services.programme.listings.rules.addresses import OEMBED, calendar_path, oembed_path, page_path, report_path
from services.programme.listings.rules.around import named
from services.programme.listings.rules.dates import takes_place_at
from services.programme.site.views.cards import card_face, card_piece, cards_made_of, markup
from services.programme.site.views.dates import next_date
from services.programme.site.views.filters import selection
from services.programme.site.views.manifestation import manifestation_view
from services.programme.site.views.reading import LANGUAGE, reading_in
from services.programme.site.views.share import share_view
from services.programme.site.views.structured_data import json_ld
from services.programme.site.views.whole import list_of_parts, parts_made_of, whole_view
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.geography import find_commune
from shared.http.exchange import Exchange
from shared.http.headers import with_our_scripts
from shared.http.pages import Pages
from shared.http.revalidated import revalidated
from shared.http.site import Site
from shared.postgres.database import Database
from shared.short_codes import short_path


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
    """Show one manifestation with all that is public about it; a collective programme with its parts.

    Where the whole has left, or never was online, its parts stand there alone.
    """
    async with database.autocommit(wakes=False) as connection:
        try:
            outline = await outline_of(connection, manifestation_id, now=now)
        except (ListingRemoved, ListingUnknown) as gone:
            parts = await parts_of(connection, manifestation_id)
            if parts is None:
                raise
            return _parts_alone(pages, editions, manifestation_id, parts, status=gone.status, now=now)
        edition = editions.of(outline.edition)
        parts = await parts_of(connection, manifestation_id) if outline.has_parts else None
        # A programme shows its own dates, and not what else there is.
        near = () if parts else await nearby(connection, outline, but=manifestation_id, now=now)
        cards = await rendered.pieces(connection, near, partial(card_piece, pages, edition), face=card_face(edition))
        present, language = edition.year == editions.year, request.query_params.get(LANGUAGE, "")
        depends_on = (
            manifestation_id,
            outline,
            edition.version,
            present,
            cards_made_of(cards),
            parts_made_of(parts),
            language,
        )
        shown = rendered.kept(depends_on)
        if shown is None:
            listing = await look_up(connection, manifestation_id)
            parent = await part_of(connection, listing)
            reading = reading_in(listing.content, language, page_address(site, manifestation_id))
            view = manifestation_view(edition, listing)
            siblings = listing.content.parent_id if parent is None and outline.has_siblings else None
            text = pages.render(
                "manifestation.html",
                year=edition.year,
                listing=listing,
                content=listing.content,
                view=view,
                over=outline.over,
                parent=parent and (site.path(page_path(parent.manifestation_id)), parent.content.title),
                siblings=list_of_parts(site, edition, siblings, present=present, now=now).address() if siblings else "",
                whole=whole_view(pages, edition, manifestation_id, parts, present=present, now=now) if parts else None,
                reading=reading,
                share=share_view(listing.content.title, view, site.absolute(short_path(outline.short_code))),
                structured_data=json_ld(site, listing, whole=parent, parts=parts.dates if parts else ()),
                report=site.path(report_path(manifestation_id)),
                calendar=site.path(calendar_path(manifestation_id)),
                oembed=oembed_path(site.path(OEMBED), page_address(site, manifestation_id)),
                near=[markup(piece) for _, piece in cards],
                same_day=_same_day(site, edition, listing, now, present=present),
            )
            shown = rendered.keep(depends_on, text)
    return revalidated(request, shown.body, MediaType.HTML, version=shown.digest, headers=with_our_scripts(site))


def _parts_alone(
    pages: Pages, editions: Editions, parent_id: UUID, parts: Parts, *, status: int, now: datetime
) -> Response[bytes]:
    edition = editions.of(parts.edition)
    whole = whole_view(pages, edition, parent_id, parts, present=edition.year == editions.year, now=now)
    text = pages.render("ensemble.html", year=edition.year, whole=whole)
    return Response(text.encode(), status_code=status, media_type=MediaType.HTML)


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
