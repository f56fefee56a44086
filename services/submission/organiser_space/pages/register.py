"""The door for organisers who register: the form, whose faults show it again, filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.manifestations.accept import accept, answered_before, submitted
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.errors import AlreadyRegistered
from services.submission.manifestations.ownership import refuse_twin, team_to_register_for
from services.submission.manifestations.rules.doubts import doubts
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.registration import registration_refusal
from services.submission.organiser_space.bodies.dates import edited
from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.bodies.values import new_values
from services.submission.organiser_space.views.form import form_view
from shared.contracts.submission import EditionChanged
from shared.editions.editions import Editions
from shared.errors import FieldError, FieldsRefused
from shared.http.exchange import Exchange
from shared.http.forms import nested
from shared.http.idempotency import repeatable_request
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, Repeatable, RepeatKeyReused
from shared.idempotency.store import find_answer
from shared.identity.caller import Caller
from shared.postgres.database import Database

ANYWAY, CONFIRMED = "_anyway", "_confirmed"
"""Names of the buttons by which an organiser says that it is another manifestation, and that its dates are meant."""


@get("/", include_in_schema=False)
async def show_home(site: NamedDependency[Site]) -> Redirect:
    """Lead to the form."""
    return Redirect(site.path("/inscription"), status_code=HTTP_303_SEE_OTHER)


@get("/inscription", include_in_schema=False)
async def show_form(
    caller: NamedDependency[Caller],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Show the empty form while registration lasts; somebody unknown signs in first."""
    if refusal := registration_refusal(editions.present, now):
        raise refusal
    return _form_page(pages, editions.present, caller, new_values())


@post("/inscription", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def register(
    request: Exchange,
    *,
    visitor: NamedDependency[Caller | None],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Register what was filled in, once however often it is sent."""
    form, edition = await request.form(), editions.present
    values, token = nested(form, ManifestationBody), str(form.get("_token") or "")
    other_dates = edited(values, form)
    if visitor is None or other_dates is not None:
        ended: dict[str, Any] = {} if visitor else {"status": 401, "notice": "session"}
        return _form_page(pages, edition, visitor, other_dates or values, token=token, **ended)
    caller = visitor
    repeatable = repeatable_request(request, caller, token, msgspec.json.encode(values))
    if before := await _before_closing(database, edition, repeatable, now):
        return Redirect(before.headers["Location"], status_code=HTTP_303_SEE_OTHER)
    try:
        body, manifestation_id = read_form(values, edition=edition), uuid4()
    except FieldsRefused as refused:
        return _form_page(pages, edition, caller, values, refused.errors, token=token, status=refused.status)
    registration = registration_of(body, manifestation_id)
    manifestation = submitted(
        manifestation_id,
        registration,
        caller=caller,
        team_id=await team_to_register_for(database, caller, registration.organiser),
        edition=edition.year,
        now=now,
    )
    # Who has answered about a twin was asked about the dates before.
    if not {ANYWAY, CONFIRMED} & form.keys() and (asked := tuple(doubts(manifestation.content, now))):
        return _form_page(pages, edition, caller, values, token=token, notice="doubts", asked=asked)
    try:
        answer = await _register_once(database, manifestation, repeatable, site, anyway=ANYWAY in form)
    except (RepeatKeyReused, AlreadyRegistered) as refusal:
        return _form_page(pages, edition, caller, values, status=refusal.status, **_notice(site, refusal, token))
    return Redirect(answer.headers["Location"], status_code=HTTP_303_SEE_OTHER)


def _notice(site: Site, refusal: RepeatKeyReused | AlreadyRegistered, token: str) -> dict[str, Any]:
    if isinstance(refusal, RepeatKeyReused):
        return {"notice": "sent"}
    # Nothing was kept under the token, so it is good for the manifestation that is sent all the same.
    return {"notice": "twin", "token": token, "known": site.path(f"/inscription/{refusal.manifestation_id}")}


async def _before_closing(
    database: Database, edition: EditionChanged, repeatable: Repeatable, now: datetime
) -> Answer | None:
    """Raise why nothing can be registered now, unless this very form was taken before: then return that answer."""
    refusal = registration_refusal(edition, now)
    if refusal is None:
        return None
    if known := await answered_before(database, repeatable):
        return known
    raise refusal


async def _register_once(
    database: Database, manifestation: Manifestation, repeatable: Repeatable, site: Site, *, anyway: bool
) -> Answer:
    if not anyway:
        async with database.autocommit(wakes=False) as connection:
            try:
                await refuse_twin(connection, manifestation)
            except AlreadyRegistered:
                # The twin may be what this very form registered when it was sent the first time.
                if known := await find_answer(connection, repeatable):
                    return known
                raise
    answer = Answer.of(HTTP_303_SEE_OTHER, None, {"Location": site.path(f"/inscription/{manifestation.id}?merci=1")})
    return await accept(database, manifestation, repeatable, answer)


def _form_page(
    pages: Pages,
    edition: EditionChanged,
    caller: Caller | None,
    values: Mapping[str, Any],
    errors: tuple[FieldError, ...] = (),
    *,
    token: str = "",
    status: int = 200,
    notice: str = "",
    known: str = "",
    asked: tuple[str, ...] = (),
) -> Response[str]:
    return pages.page(
        "inscription.html",
        status=status,
        visitor=caller,
        headers=NO_STORE,
        token=token,
        notice=notice,
        known=known,
        anyway=ANYWAY,
        asked=asked,
        confirmed=CONFIRMED,
        **form_view(edition, values, errors),
    )
