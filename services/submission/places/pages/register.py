"""The doors to the register of places, for chambers and the national team: the list, and what looks alike in it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from services.submission.places.look_up import list_register
from services.submission.places.rules.place import KnownPlace, alike
from services.submission.places.views import MERGE, REGISTER, merge_address, place_row
from shared.geography import region as region_named
from shared.geography.regions import COLLECTIVITES, REGIONS
from shared.http.access import opened_to
from shared.http.cursor import Cursors
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

A_PAGE, COMPARED, MOST_GROUPS = 50, 3_000, 10


@get(REGISTER, include_in_schema=False, opt=opened_to("moderator", "national"))
async def show_register(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    cursors: NamedDependency[Cursors],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    region: FromQuery[str] = "",
    q: FromQuery[str] = "",
    suite: FromQuery[str | None] = None,
    fusion: FromQuery[str] = "",
) -> Response[str]:
    """Show the places of a region, those that may be one first."""
    asked = caller.region_code or (region if region_named(region) else None)
    after = cursors.decode(suite, tuple[str, str, UUID])
    groups: list[tuple[KnownPlace, ...]] = []
    async with database.transaction(readonly=True) as tx:
        found = await list_register(tx, q[:200], asked, retired=True, after=after, limit=A_PAGE + 1)
        if asked and not (q or suite):
            groups = alike(await list_register(tx, "", asked, limit=COMPARED))
    shown = found[:A_PAGE]
    following = ""
    if found[A_PAGE:]:
        last = shown[-1]
        position = cursors.encode((last.commune_name, last.name, last.place_id))
        kept = {name: value for name, value in (("region", region), ("q", q)) if value}
        following = site.path(f"{REGISTER}?{urlencode({**kept, 'suite': position})}")
    view: dict[str, Any] = {
        "places": [place_row(site, place) for place in shown],
        "groups": [
            ([place_row(site, place) for place in group], merge_address(site, group)) for group in groups[:MOST_GROUPS]
        ],
        "more_groups": max(0, len(groups) - MOST_GROUPS),
        "regions": None if caller.region_code else [(each.code, each.name) for each in (*REGIONS, *COLLECTIVITES)],
        "region": asked or "",
        "q": q,
        "following": following,
        "merge": site.path(MERGE),
        "too_few": bool(fusion),
    }
    return pages.page("lieux.html", visitor=caller, headers=NO_STORE, **view)
