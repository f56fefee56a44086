"""The doors to drafts: going on with one, by hand or by the page's script."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from services.submission.drafts.errors import DraftUnknown
from services.submission.drafts.park import parked_form
from services.submission.drafts.rules import is_blank
from services.submission.drafts.save import find_own, save_draft
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.rules.registration import registration_refusal
from services.submission.organiser_space.bodies.draft import is_token
from services.submission.organiser_space.bodies.places import search_for
from services.submission.organiser_space.bodies.renewing import LEFT
from services.submission.organiser_space.bodies.version import version_in
from services.submission.organiser_space.name_whole import offered_wholes
from services.submission.organiser_space.offering import offers_beside
from services.submission.organiser_space.resembling import resembling
from services.submission.organiser_space.views.differences import differences
from services.submission.organiser_space.views.lacking import region_of
from services.submission.organiser_space.views.page import Beside, form_page
from services.submission.organiser_space.views.places import places_view
from services.submission.organiser_space.views.twins import twins_of
from shared.editions.editions import Editions
from shared.french.dates import hour
from shared.french.typography import typo
from shared.geography.time_zones import PARIS
from shared.http.accept import SERVED
from shared.http.exchange import Exchange
from shared.http.forms import nested
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
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
    etape: FromQuery[str] = "",
    sans: FromQuery[list[str] | None] = None,
    lieu: FromQuery[str] = "",
    q: FromQuery[str] = "",
    rempli: FromQuery[str] = "",
) -> Response[str]:
    """Show the form as it was left, on whatever device; what was sent after the session had ended comes first."""
    edition = editions.present
    async with database.transaction(readonly=True) as tx:
        draft, parked = await find_own(tx, draft_id, caller), await parked_form(tx, draft_id)
        values = draft.filled if draft else parked
        if values is None:
            raise DraftUnknown
        alike = await resembling(tx, values, caller=caller, edition=edition, now=now)
        search = search_for(lieu, q)
        offered = await offers_beside(tx, caller, values, search, near=region_of(values))
        wholes = await offered_wholes(tx, values, edition=edition.year, caller=caller)
    version, twins = draft.version if draft else 0, twins_of(site, alike)
    beside = Beside(token=draft_id, version=version, draft=draft, step=etape, left=_left(sans), twins=twins)
    beside = replace(beside, places=places_view(offered, search, rempli), wholes=wholes)
    if refusal := registration_refusal(edition, now):
        beside = replace(beside, closed=refusal.detail)
    if parked is not None and parked != values:
        there = differences(edition, parked, values)
        return form_page(pages, edition, caller, parked, replace(beside, notice="parked", differences=there), now=now)
    return form_page(pages, edition, caller, values, beside if draft else replace(beside, notice="parked"), now=now)


@post(DRAFT, include_in_schema=False, status_code=200, opt={SERVED: ()})
async def keep_draft(
    request: Exchange,
    draft_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    now: NamedDependency[datetime],
) -> Response[dict[str, Any]]:
    """Keep what is being typed, for the page's script, which goes on from the version that it is told."""
    form = await request.form()
    values = nested(form, ManifestationBody)
    if is_blank(values):
        return Response({"version": version_in(form), "saved": ""}, headers=NO_STORE)
    if not is_token(draft_id):
        raise DraftUnknown
    async with database.transaction() as tx:
        draft = await save_draft(
            tx,
            draft_id,
            values,
            caller=caller,
            edition=editions.present.year,
            region_code=region_of(values),
            seen_version=version_in(form),
            now=now,
        )
    saved = typo(f"Brouillon enregistré à {hour(now.astimezone(ZoneInfo(PARIS)).time())}.")
    return Response({"version": draft.version, "saved": saved}, headers=NO_STORE)


def _left(names: list[str] | None) -> tuple[str, ...] | None:
    """Return what a manifestation that is begun again did not take over, in words; None for any other draft."""
    return None if names is None else tuple(LEFT[name] for name in names if name in LEFT)
