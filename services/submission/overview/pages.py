"""The door through which the national team comes in."""

from datetime import datetime

from litestar import Response, get
from litestar.di import NamedDependency

from services.submission.overview.look_up import look_up_overview
from services.submission.overview.views import cut_off_rows, job_pages, region_rows
from shared.geography.time_zones import PARIS
from shared.http.access import opened_to
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/gestion", include_in_schema=False, opt=opened_to("national"))
async def show_overview(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Show what waits: chambers that are late, editions, jobs that failed."""
    async with database.transaction(readonly=True) as tx:
        overview = await look_up_overview(tx)
    return pages.page(
        "gestion.html",
        visitor=caller,
        headers=NO_STORE,
        overview=overview,
        regions=region_rows(overview, now=now),
        cut_offs=cut_off_rows(overview.present, now=now),
        jobs=job_pages(site),
        zone=PARIS,
    )
