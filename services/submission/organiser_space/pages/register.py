"""The door for organisers who register: faults show the form again, filled in; whatever comes is kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.drafts.park import park
from services.submission.drafts.rules import is_blank
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.organiser_space.bodies.draft import step_in, token_in
from services.submission.organiser_space.bodies.image import IMAGE, NOTHING_YET
from services.submission.organiser_space.bodies.places import search_in, shown_after
from services.submission.organiser_space.bodies.version import version_in
from services.submission.organiser_space.name_whole import offered_wholes
from services.submission.organiser_space.offering import offers_beside
from services.submission.organiser_space.pages.kept_form import keep, show_again
from services.submission.organiser_space.press import press
from services.submission.organiser_space.send import Filled, send
from services.submission.organiser_space.views.page import ANYWAY, CONFIRMED, Beside, form_page
from services.submission.organiser_space.views.places import places_view
from shared.editions.editions import Editions
from shared.errors import Conflict, FieldsRefused
from shared.http.asker import asker
from shared.http.exchange import Exchange
from shared.http.forms import nested
from shared.http.idempotency import repeatable_request
from shared.http.pages import Pages
from shared.http.robots import is_robots
from shared.http.site import Site
from shared.idempotency.repeatable import Answer, RepeatKeyReused
from shared.identity.caller import Caller
from shared.observability.security_events import log_security
from shared.postgres.database import Database


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
    """Keep what was filled in or, where it was sent, register it, once however often that is."""
    form, edition = await request.form(), editions.present
    sent = nested(form, ManifestationBody)
    beside = Beside(token=token_in(form), version=version_in(form), step=step_in(form))
    pressed = await press(database, sent, form, visitor)
    values = pressed.values
    if visitor is None:
        if is_robots(form, now):
            log_security("robot_ignored", way="registration", **asker(request.scope))
        else:
            async with database.transaction() as tx:
                await park(tx, beside.token, values)
        return form_page(pages, edition, None, values, replace(beside, notice="session"), now=now, status=401)
    filled = Filled(values=values, token=beside.token, seen_version=beside.version, caller=visitor, edition=edition)
    try:
        if pressed.refused:
            raise pressed.refused
        if pressed.stays:
            _refuse_image_of_nothing(filled, beside.step)
            draft = await keep(database, filled, now)
            there = site.path(f"/brouillons/{beside.token}{_after(beside.step, form)}")
        else:
            there = await _registered(request, form, filled, database=database, site=site, now=now)
            return Redirect(there, status_code=HTTP_303_SEE_OTHER)
    except (FieldsRefused, Conflict, RepeatKeyReused) as refusal:
        return await show_again(pages, site, database, filled, refusal, step=beside.step, now=now)
    if draft:
        return Redirect(there, status_code=HTTP_303_SEE_OTHER)
    search = search_in(form)
    async with database.transaction(readonly=True) as tx:
        offered = await offers_beside(tx, visitor, values, search, near=None)
        wholes = await offered_wholes(tx, values, edition=edition.year, caller=visitor)
    beside = replace(beside, places=places_view(offered, search), wholes=wholes)
    return form_page(pages, edition, visitor, values, beside, now=now)


async def _registered(
    request: Exchange,
    pressed: Mapping[str, Any],
    filled: Filled,
    *,
    database: Database,
    site: Site,
    now: datetime,
) -> str:
    """Register it and return where its page is."""
    repeatable = repeatable_request(request, filled.caller, filled.token, msgspec.json.encode(filled.values))
    manifestation_id = uuid4()
    there = {"Location": site.path(f"/inscription/{manifestation_id}?merci=1")}
    answer = await send(
        database,
        filled,
        manifestation_id,
        repeatable,
        Answer.of(HTTP_303_SEE_OTHER, None, there),
        confirmed=CONFIRMED in pressed,
        anyway=ANYWAY in pressed,
        now=now,
    )
    return answer.headers["Location"]


def _after(step: str, form: Mapping[str, Any]) -> str:
    """Return what follows in the address of the draft: the page of its picture is one of its own."""
    return f"/{IMAGE}" if step == IMAGE else f"?{urlencode({'etape': step, **shown_after(form)})}"


def _refuse_image_of_nothing(filled: Filled, step: str) -> None:
    if step == IMAGE and is_blank(filled.values):
        raise FieldsRefused(errors=[NOTHING_YET])
