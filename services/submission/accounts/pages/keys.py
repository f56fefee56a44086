"""The doors to one's own access keys; no key opens what gives another key."""

from datetime import datetime
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.pages.key_forms import issue_by_form, keys_page, replace_by_form, revoke_by_form
from services.submission.accounts.views.keys import Holder
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database

PERSON = opened_to(by_a_person=True)


@get("/compte/cles", include_in_schema=False, opt=PERSON)
async def show_own_keys(
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """List one's own keys."""
    async with database.transaction(readonly=True) as tx:
        return await keys_page(tx, pages, caller, _own(site, caller))


@post("/compte/cles", include_in_schema=False, opt=PERSON, request_max_body_size=SMALL_FORM_BYTES, status_code=200)
async def issue_own_key(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Draw a key that may do what one may oneself, or only read it."""
    return await issue_by_form(request, database, pages, caller, _own(site, caller), now=now)


@post(
    "/compte/cles/{key_id:str}/remplacer",
    include_in_schema=False,
    opt=PERSON,
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=200,
)
async def replace_own_key(
    request: Exchange,
    key_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Draw a key in the place of another."""
    return await replace_by_form(request, database, pages, caller, _own(site, caller), key_id=key_id)


@post("/compte/cles/{key_id:str}/revoquer", include_in_schema=False, opt=PERSON, status_code=HTTP_303_SEE_OTHER)
async def revoke_own_key(
    request: Exchange,
    key_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Close a key."""
    return await revoke_by_form(request, database, _own(site, caller), key_id)


def _own(site: Site, caller: Caller) -> Holder:
    return Holder(account_id=UUID(caller.account_id), program="", address=site.path("/compte/cles"))


OWN_KEYS = (show_own_keys, issue_own_key, replace_own_key, revoke_own_key)
