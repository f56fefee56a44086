"""The doors by which somebody decides on a dossier, takes that back, or puts the dossier aside."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.eligibility.desk.bodies.decision import based_on, read_decision, values_of
from services.eligibility.desk.bodies.step import read_step
from services.eligibility.desk.collide import collide
from services.eligibility.desk.errors import DecidedBySomebody
from services.eligibility.desk.handle import handle
from services.eligibility.desk.hold import hold
from services.eligibility.desk.next_dossier import next_dossier
from services.eligibility.desk.open_dossier import open_dossier
from services.eligibility.desk.read_queue import queue_of
from services.eligibility.desk.undo import undo
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.decision import collision_view, forms_view
from services.eligibility.desk.views.dossier import dossier_view
from services.eligibility.desk.views.queue import QUEUE
from services.eligibility.desk.views.render import dossier_page
from services.eligibility.desk.views.scripted import scripted
from services.eligibility.dossiers.look_up import look_up
from shared.clock import at_present
from shared.editions.editions import Editions
from shared.errors import FieldsRefused, VersionChanged
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx

OPENED = opened_to("moderator", "national")
LARGEST_FORM = 64 * 1024
"""Bytes: a sentence for every field."""


@post(
    f"{QUEUE}/dossiers/{{manifestation_id:uuid}}/decision",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    request_max_body_size=LARGEST_FORM,
    opt=OPENED,
)
async def decide_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Take a decision, which can be undone for ten seconds, and go on to the next dossier of the queue."""
    now, asked, form = at_present(), Asked.of(request.query_params), await request.form()
    version, values, edition = based_on(form), values_of(form), editions.present
    try:
        said = read_decision(values, at=now, grounds=edition.refusal_grounds, limits=edition.print_limits)
    except FieldsRefused as refused:
        async with database.transaction() as tx:
            opened = await open_dossier(tx, manifestation_id, caller=caller, at=now)
        edition = editions.of(opened.found.dossier.manifestation.edition)
        view = dossier_view(site, edition, caller, opened, asked, now=now)
        forms = forms_view(site, edition, opened, asked, values=values, errors=refused.errors)
        return dossier_page(pages, site, caller, {**view, **forms, "following": ""}, status=refused.status)
    try:
        async with database.transaction() as tx:
            held = await hold(
                tx, manifestation_id=manifestation_id, said=said, caller=caller, based_on=version, now=now
            )
            onward = await _onward(tx, editions, manifestation_id, asked, caller)
    except (VersionChanged, DecidedBySomebody) as collided:
        async with database.transaction(readonly=True) as tx:
            found = await collide(tx, manifestation_id, caller=caller)
        view = collision_view(site, found, asked, mine=said, now=now)
        return pages.page("collision.html", status=collided.status, visitor=caller, headers=scripted(site), **view)
    where = f"{QUEUE}/dossiers/{onward}" if onward else QUEUE
    return _to(site, where + asked.query(fait=str(held.batch_id)) + ("#dossier" if onward else "#liste"))


@post(
    f"{QUEUE}/decisions/{{batch_id:uuid}}/annuler",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    opt=OPENED,
)
async def undo_by_form(
    request: Exchange,
    batch_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Take back what one has just decided, and go back to it."""
    async with database.transaction() as tx:
        undone = await undo(tx, batch_id, caller=caller, now=at_present())
    asked = Asked.of(request.query_params)
    where = f"{QUEUE}/dossiers/{undone[0].manifestation_id}" if len(undone) == 1 else QUEUE
    return _to(site, f"{where}{asked.query(fait=str(batch_id))}" + ("#dossier" if len(undone) == 1 else ""))


@post(
    f"{QUEUE}/dossiers/{{manifestation_id:uuid}}/suite",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    opt=OPENED,
)
async def handle_by_form(
    request: Exchange,
    manifestation_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    site: NamedDependency[Site],
) -> Redirect:
    """Take the dossier on or hand it back; put it on hold, which leads to the next one, or back into the queue."""
    now, asked, form = at_present(), Asked.of(request.query_params), await request.form()
    step, version = read_step(form), based_on(form)
    async with database.transaction() as tx:
        await handle(tx, manifestation_id, step, caller=caller, based_on=version, now=now)
        onward = await _onward(tx, editions, manifestation_id, asked, caller) if step == "hold" else manifestation_id
    where = f"{QUEUE}/dossiers/{onward}{asked.query()}#dossier" if onward else f"{QUEUE}{asked.query()}"
    return _to(site, where)


async def _onward(tx: Tx, editions: Editions, manifestation_id: UUID, asked: Asked, caller: Caller) -> UUID | None:
    dossier = (await look_up(tx, manifestation_id, caller=caller)).dossier
    queue = await queue_of(tx, caller, editions.present, asked.region)
    return await next_dossier(tx, dossier, queue, asked.wanted())


def _to(site: Site, path: str) -> Redirect:
    return Redirect(site.path(path), status_code=HTTP_303_SEE_OTHER)
