"""The door for organisers who amend: the form, filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.park import park, parked_form
from services.submission.drafts.save import forget_draft
from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.errors import AlreadyWithdrawn
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.rules.access import is_open_to
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.organiser_space.bodies.draft import new_token, token_in
from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.bodies.places import search_in, use_in
from services.submission.organiser_space.bodies.values import values_of
from services.submission.organiser_space.bodies.version import version_in
from services.submission.organiser_space.name_whole import Choice, offered_wholes, with_whole
from services.submission.organiser_space.offering import offers_beside
from services.submission.organiser_space.press import press
from services.submission.organiser_space.views.differences import differences
from services.submission.organiser_space.views.form import form_view
from services.submission.organiser_space.views.lacking import region_of
from services.submission.organiser_space.views.places import places_view
from shared.editions.editions import Editions
from shared.errors import FieldError, FieldsRefused, VersionChanged
from shared.http.exchange import Exchange
from shared.http.forms import nested
from shared.http.headers import with_our_scripts
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx


@get("/inscription/{manifestation_id:uuid}/modifier", include_in_schema=False)
async def show_amendment(
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    editions: NamedDependency[Editions],
    repris: FromQuery[str] = "",
    version: FromQuery[int] = 0,
) -> Response[str]:
    """Show what it says, or what was filled in when the session had ended, over the version that it was made of."""
    async with database.transaction(readonly=True) as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        parked = await parked_form(tx, repris) if repris else None
        values = values_of(manifestation) if parked is None else parked
        wholes = await _wholes(tx, values, manifestation, caller)
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    edition = editions.writable(manifestation.edition)
    asked = {"manifestation_id": manifestation_id, "version": manifestation.version, "notice": ""}
    if parked is not None:
        asked |= {"version": version, "notice": "resumed"}
    return _form_page(pages, caller, form_view(edition, values, states=True, wholes=wholes), asked)


@post("/inscription/{manifestation_id:uuid}/modifier", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def amend_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    visitor: NamedDependency[Caller | None],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Replace what the manifestation says; where it changed meanwhile, show that, and keep what was filled in."""
    form = await request.form()
    version = version_in(form)
    pressed = await press(database, nested(form, ManifestationBody), form, visitor)
    values = pressed.values

    async def again(
        status: int, notice: str, version: int, errors: tuple[FieldError, ...] = (), **more: Any
    ) -> Response[str]:
        asked = {"manifestation_id": manifestation_id, "version": version, "notice": notice, **more}
        wholes: Sequence[Choice] = ()
        if visitor:
            async with database.transaction(readonly=True) as tx:
                wholes = await _wholes(tx, values, await reachable(tx, manifestation_id, visitor), visitor)
        view = form_view(editions.present, values, errors, places=places, states=True, wholes=wholes)
        return _form_page(pages, visitor, view, asked, status)

    search, used, places = search_in(form), use_in(form), places_view({}, None)

    if visitor is None:
        token = token_in(form)
        async with database.transaction() as tx:
            await park(tx, token, values)
        return await again(401, "session", version, token=token)
    async with database.transaction(readonly=True) as tx:
        offered = await offers_beside(tx, visitor, values, search, near=region_of(values))
    places = places_view(offered, None if used else search, used[0] if used else "")
    if pressed.stays and not pressed.refused:
        return await again(200, "", version)
    try:
        if pressed.refused:
            raise pressed.refused
        async with database.transaction() as tx:
            manifestation = await reachable(tx, manifestation_id, visitor)
            edition = editions.writable(manifestation.edition)
            body = read_form(values, edition=edition, present=manifestation)
            registration = registration_of(body, manifestation_id, manifestation.content.occurrences, edition=edition)
            year = manifestation.edition
            registration = await with_whole(tx, registration, values, manifestation_id, edition=year, caller=visitor)
            changed = await amend(
                tx, manifestation, registration, caller=visitor, expected_version=version, now=datetime.now(UTC)
            )
            await forget_draft(tx, token_in(form), visitor)
    except FieldsRefused as refused:
        return await again(refused.status, "", version, refused.errors)
    except VersionChanged as other:
        async with database.transaction(readonly=True) as tx:
            present = await reachable(tx, manifestation_id, visitor)
        both = differences(editions.of(present.edition), values, values_of(present))
        return await again(other.status, "changed", present.version, differences=both)
    if not is_open_to(replace(manifestation, region_code=registration.region_code), visitor):
        # A chamber that corrected the place has given it to another one.
        return Redirect(site.path("/mes-manifestations"), status_code=HTTP_303_SEE_OTHER)
    done = "modifiee" if changed else "inchangee"
    return Redirect(site.path(f"/inscription/{manifestation_id}?{done}=1"), status_code=HTTP_303_SEE_OTHER)


async def _wholes(tx: Tx, values: Mapping[str, Any], manifestation: Manifestation, caller: Caller) -> Sequence[Choice]:
    return await offered_wholes(tx, values, edition=manifestation.edition, caller=caller, but=manifestation.id)


def _form_page(
    pages: Pages, caller: Caller | None, view: Mapping[str, Any], asked: Mapping[str, Any], status: int = 200
) -> Response[str]:
    beside = {"token": new_token(), "differences": (), **asked}
    return pages.page(
        "modification.html",
        status=status,
        visitor=caller,
        headers={**NO_STORE, **(with_our_scripts(pages.site) if caller else {})},
        **beside,
        **view,
    )
