"""The doors to drafts: going on with one, and throwing one away, which is confirmed first."""

from dataclasses import replace
from datetime import datetime

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.errors import DraftUnknown
from services.submission.drafts.park import parked_form
from services.submission.drafts.save import find_own, forget_draft, own_draft
from services.submission.manifestations.rules.registration import registration_refusal
from services.submission.organiser_space.views.differences import differences
from services.submission.organiser_space.views.page import Beside, form_page
from shared.editions.editions import Editions
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

DRAFT = "/brouillons/{draft_id:str}"


@get(DRAFT, include_in_schema=False)
async def show_draft(
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Show the form as it was left, on whatever device; what was sent after the session had ended comes first."""
    edition = editions.present
    async with database.transaction(readonly=True) as tx:
        draft, parked = await find_own(tx, draft_id, caller), await parked_form(tx, draft_id)
    values = draft.filled if draft else parked
    if values is None:
        raise DraftUnknown
    beside = Beside(token=draft_id, version=draft.version if draft else 0, draft=draft)
    if refusal := registration_refusal(edition, now):
        beside = replace(beside, closed=refusal.detail)
    if parked is not None and parked != values:
        there = differences(edition, parked, values)
        return form_page(pages, edition, caller, parked, replace(beside, notice="parked", differences=there))
    return form_page(pages, edition, caller, values, beside if draft else replace(beside, notice="parked"))


@get(f"{DRAFT}/supprimer", include_in_schema=False)
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


@post(f"{DRAFT}/supprimer", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
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
