"""The doors by which somebody names the filters of a queue, and takes the name away."""

from litestar import post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.eligibility.desk.bodies.saved_view import read_view
from services.eligibility.desk.save_view import drop_view, save_view
from services.eligibility.desk.views.asked import Asked
from services.eligibility.desk.views.queue import QUEUE, SAVED_VIEWS
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

OPENED = opened_to("moderator", "national")


@post(
    SAVED_VIEWS,
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    request_max_body_size=SMALL_FORM_BYTES,
    opt=OPENED,
)
async def keep_view(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Save it and show it."""
    form = await request.form()
    view = read_view(form, query=Asked.of(form).query())
    async with database.transaction() as tx:
        await save_view(tx, view, caller=caller)
    return Redirect(site.path(QUEUE) + view.query, status_code=HTTP_303_SEE_OTHER)


@post(
    f"{SAVED_VIEWS}/retirer",
    include_in_schema=False,
    status_code=HTTP_303_SEE_OTHER,
    request_max_body_size=SMALL_FORM_BYTES,
    opt=OPENED,
)
async def forget_view(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Forget it and show the queue as it was."""
    form = await request.form()
    async with database.transaction() as tx:
        await drop_view(tx, str(form.get("view", "")), caller=caller)
    return Redirect(site.path(QUEUE) + Asked.of(form).query(), status_code=HTTP_303_SEE_OTHER)
