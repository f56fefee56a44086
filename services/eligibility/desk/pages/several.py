"""The door by which several dossiers are decided at one go: picked, previewed, confirmed."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from services.eligibility.desk.bodies.decision import read_decision, values_of
from services.eligibility.desk.bodies.several import PICKED, read_picked
from services.eligibility.desk.several import choose, decide_several
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.queue import QUEUE
from services.eligibility.desk.views.scripted import scripted
from services.eligibility.desk.views.several import TOGETHER, outcome_view, several_view
from shared.clock import at_present
from shared.editions.editions import Editions
from shared.errors import FieldsRefused
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OPENED = opened_to("moderator", "national")
CONFIRMED = "_confirmed"
LARGEST_FORM = 64 * 1024


@get(TOGETHER, include_in_schema=False, opt=OPENED)
async def show_several(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Show the dossiers that were ticked in a queue, with what may be decided on all of them."""
    asked, picked = Asked.of(request.query_params), read_picked(request.query_params.getall(PICKED, []))
    async with database.transaction(readonly=True) as tx:
        chosen = await choose(tx, picked, caller=caller)
    view = several_view(site, editions.present, chosen, picked, asked)
    return pages.page("ensemble.html", visitor=caller, headers=scripted(site), **view)


@post(TOGETHER, include_in_schema=False, status_code=HTTP_200_OK, request_max_body_size=LARGEST_FORM, opt=OPENED)
async def decide_several_by_form(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[Any]:
    """Show who would get which mail; once that is confirmed, decide, and name what was left out."""
    now, asked, form = at_present(), Asked.of(request.query_params), await request.form()
    picked = read_picked(form.getall(PICKED, []))
    values, edition = values_of(form), editions.present
    async with database.transaction(readonly=True) as tx:
        chosen = await choose(tx, picked, caller=caller)
    try:
        said = read_decision(values, at=now, grounds=edition.refusal_grounds, limits=None)
    except FieldsRefused as refused:
        view = several_view(site, edition, chosen, picked, asked, values=values, errors=refused.errors)
        return pages.page("ensemble.html", status=refused.status, visitor=caller, headers=scripted(site), **view)
    if CONFIRMED not in form:
        view = several_view(site, edition, chosen, picked, asked, values=values, said=said)
        carried = [(name, str(value)) for name, value in form.multi_items() if name != PICKED]
        return pages.page(
            "ensemble-apercu.html",
            visitor=caller,
            headers=scripted(site),
            confirmed=CONFIRMED,
            carried=carried,
            **view,
        )
    outcome = await decide_several(database, chosen, picked, said, caller=caller, now=now)
    if outcome.left_out:
        view = outcome_view(site, outcome, asked)
        return pages.page("ensemble-ecart.html", visitor=caller, headers=scripted(site), **view)
    where = site.path(QUEUE) + asked.query(fait=str(outcome.batch_id))
    return Redirect(where, status_code=HTTP_303_SEE_OTHER)
