"""The doors by which a draft is thrown away, which is confirmed first."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.save import forget_draft, own_draft
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

REMOVAL = "/brouillons/{draft_id:str}/supprimer"


@get(REMOVAL, include_in_schema=False)
async def show_draft_removal(
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
) -> Response[str]:
    """Ask whether the draft is really to be thrown away."""
    async with database.transaction(readonly=True) as tx:
        draft = await own_draft(tx, draft_id, caller)
    return pages.page("brouillon-supprimer.html", visitor=caller, headers=NO_STORE, draft=draft)


@post(REMOVAL, include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def remove_draft(
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Throw it away."""
    async with database.transaction() as tx:
        draft = await own_draft(tx, draft_id, caller)
        await forget_draft(tx, draft.draft_id, caller)
    return Redirect(site.path("/mes-manifestations?supprime=1"), status_code=HTTP_303_SEE_OTHER)
