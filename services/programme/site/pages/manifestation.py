"""The door for readers of one manifestation."""

from datetime import datetime
from uuid import UUID

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.programme.listings.answers import page_address
from services.programme.listings.listing import Listing
from services.programme.listings.look_up import look_up
from services.programme.listings.rendered import Rendered
from services.programme.listings.rules.addresses import OEMBED, calendar_path, oembed_path
from services.programme.listings.rules.dates import takes_place_at
from services.programme.site.views.dates import standing
from services.programme.site.views.filters import selection
from services.programme.site.views.manifestation import manifestation_view
from services.programme.site.views.structured_data import json_ld
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
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
    present = edition.year == editions.year
    shown = rendered.page(
        (manifestation_id, listing.version, edition.version, present),
        lambda: pages.render(
            "manifestation.html",
            year=edition.year,
            listing=listing,
            content=listing.content,
            view=manifestation_view(edition, listing),
            address=page_address(site, manifestation_id),
            structured_data=json_ld(site, listing),
            calendar=site.path(calendar_path(manifestation_id)),
            oembed=oembed_path(site.path(OEMBED), page_address(site, manifestation_id)),
            same_day=_same_day(site, edition, listing, now, present=present),
        ),
    )
    return revalidated(request, shown.body, MediaType.HTML, version=shown.digest)


def _same_day(site: Site, edition: EditionChanged, listing: Listing, now: datetime, *, present: bool) -> str:
    """Return the address of what else there is around, on the day of the first date that stands."""
    occurrence, period = standing(listing.content)[0]
    place = takes_place_at(listing.content, occurrence)
    around = {"department": place.department_code} if place else {"region": listing.region_code or ""}
    path = site.path("/" if present else f"/editions/{edition.year}")
    chosen = selection(path, around, now=now, edition=edition)
    return chosen.on_day(period.first_day)
