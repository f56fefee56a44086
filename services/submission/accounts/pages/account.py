"""The doors to one's own account, and to the way of asking for more."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.bodies.name import read_name
from services.submission.accounts.look_up import look_up_account, look_up_responsible
from services.submission.accounts.rename import rename
from services.submission.accounts.rules import Account
from services.submission.accounts.views.cookie import session_cookie
from shared.errors import FieldsRefused
from shared.geography.regions import BY_CODE, COLLECTIVITES, REGIONS
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database


@get("/compte", include_in_schema=False)
async def show_account(
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    caller: NamedDependency[Caller],
    enregistre: FromQuery[bool] = False,
) -> Response[str]:
    """Show what the account is, and what it may do."""
    async with database.transaction(readonly=True) as tx:
        account = await look_up_account(tx, caller)
    return _page(pages, caller, account, FormState(values={"name": account.name}), saved=enregistre)


@post("/compte", include_in_schema=False, opt=opened_to(by_a_person=True), request_max_body_size=SMALL_FORM_BYTES)
async def rename_by_form(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
) -> Response[Any]:
    """Set how one is called, on this device at once."""
    form = await request.form()
    try:
        name = read_name(form)
    except FieldsRefused as refused:
        async with database.transaction(readonly=True) as tx:
            account = await look_up_account(tx, caller)
        state = FormState(values={"name": str(form.get("name") or "")}, errors=refused.errors)
        return _page(pages, caller, account, state)
    assert caller.session is not None, "no key opens this"  # noqa: S101
    async with database.transaction() as tx:
        token = await rename(tx, caller, caller.session, name, issuer=site.issuer)
    where = site.path("/compte?enregistre=true")
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=[session_cookie(site, token)])


@get("/acces", include_in_schema=False)
async def show_access(
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    visitor: NamedDependency[Caller | None],
    region: FromQuery[str] = "",
) -> Response[str]:
    """Show whom to ask for an access: the chamber of a region."""
    async with database.transaction(readonly=True) as tx:
        responsible = await look_up_responsible(tx, region)
    return pages.page(
        "acces.html",
        visitor=visitor,
        responsible=responsible,
        regions=[(each.code, each.name) for each in (*REGIONS, *COLLECTIVITES)],
        form=FormState(values={"region": region}),
    )


def _page(pages: Pages, caller: Caller, account: Account, form: FormState, *, saved: bool = False) -> Response[str]:
    return pages.page(
        "compte.html",
        status=FieldsRefused.status if form.errors else 200,
        visitor=caller,
        headers=NO_STORE,
        account=account,
        region=BY_CODE.get(caller.region_code or ""),
        form=form,
        fields=["name"],
        saved=saved,
    )
