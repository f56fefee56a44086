"""The door to another manifestation like one that is there: this year's a second time, or last year's again."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.save import save_draft
from services.submission.manifestations.ownership import reachable
from services.submission.organiser_space.bodies.draft import new_token
from services.submission.organiser_space.bodies.renewing import renewed
from shared.editions.editions import Editions
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@post("/inscription/{manifestation_id:uuid}/reprendre", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def begin_again(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Redirect:
    """Begin a draft with what it says, and lead there with what was not taken over."""
    edition, token = editions.present, new_token()
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        values, left = renewed(manifestation, edition)
        region_code = manifestation.region_code
        await save_draft(
            tx,
            token,
            values,
            caller=caller,
            edition=edition.year,
            region_code=region_code,
            seen_version=0,
            now=now,
        )
    said = urlencode([("sans", name) for name in left] or [("sans", "")])
    return Redirect(site.path(f"/brouillons/{token}?{said}"), status_code=HTTP_303_SEE_OTHER)
