"""The doors to one's own data: what is kept, a copy of it, and its end."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.look_up import look_up_account
from services.submission.accounts.views.cookie import session_cookie
from services.submission.personal_data.erase import erase_person
from services.submission.personal_data.export import export_person
from shared.http.access import opened_to
from shared.http.asker import asker
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.observability.security_events import log_security
from shared.postgres.database import Database

ASKED = FormState(values={"manifestations": "confier"})
COPY = {**NO_STORE, "Content-Disposition": 'attachment; filename="mes-donnees.json"'}


@get("/compte/donnees", include_in_schema=False)
async def show_own_data(
    *, caller: NamedDependency[Caller], database: NamedDependency[Database], pages: NamedDependency[Pages]
) -> Response[str]:
    """Say what is kept of the person, and offer both: a copy, and erasure."""
    async with database.transaction(readonly=True) as tx:
        account = await look_up_account(tx, caller)
    return pages.page("donnees.html", visitor=caller, headers=NO_STORE, account=account)


@get("/compte/donnees/copie", include_in_schema=False)
async def copy_own_data(*, caller: NamedDependency[Caller], database: NamedDependency[Database]) -> Response[bytes]:
    """Give all of it as one JSON document."""
    async with database.transaction(readonly=True) as tx:
        document = await export_person(tx, caller)
    return Response(msgspec.json.format(msgspec.json.encode(document)), media_type="application/json", headers=COPY)


@get("/compte/effacer", include_in_schema=False, opt=opened_to(by_a_person=True))
async def show_erasure(
    *, caller: NamedDependency[Caller], database: NamedDependency[Database], pages: NamedDependency[Pages]
) -> Response[str]:
    """Ask whether the account is really to be erased, and what becomes of its manifestations."""
    async with database.transaction(readonly=True) as tx:
        account = await look_up_account(tx, caller)
    return pages.page("effacement.html", visitor=caller, headers=NO_STORE, account=account, unsure=False, form=ASKED)


@post(
    "/compte/effacer",
    include_in_schema=False,
    opt=opened_to(by_a_person=True),
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=HTTP_303_SEE_OTHER,
)
async def erase_by_form(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[Any]:
    """Erase the account and sign out; without the tick, ask again."""
    form = await request.form()
    if not form.get("certain"):
        async with database.transaction(readonly=True) as tx:
            account = await look_up_account(tx, caller)
        return pages.page(
            "effacement.html", status=422, visitor=caller, headers=NO_STORE, account=account, unsure=True, form=ASKED
        )
    async with database.transaction() as tx:
        await erase_person(tx, caller, take_back=form.get("manifestations") == "retirer", now=now)
    log_security("account_erased", **asker(request.scope))
    gone = site.path("/confidentialite?efface=1")
    return Redirect(gone, status_code=HTTP_303_SEE_OTHER, cookies=[session_cookie(site, "")])
