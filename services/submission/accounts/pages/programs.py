"""The doors for the national team to programs and their keys."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.bodies.key import read_program
from services.submission.accounts.pages.key_forms import issue_by_form, keys_page, replace_by_form, revoke_by_form
from services.submission.accounts.programs import add_program, program, programs
from services.submission.accounts.rules import Account
from services.submission.accounts.views.keys import Holder
from shared.errors import FieldError, FieldsRefused
from shared.http.access import opened_to
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES, FormState
from shared.http.pages import NO_STORE, Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx

NATIONAL = opened_to("national", by_a_person=True)


@get("/gestion/programmes", include_in_schema=False, opt=NATIONAL)
async def show_programs(
    *, caller: NamedDependency[Caller], database: NamedDependency[Database], pages: NamedDependency[Pages]
) -> Response[str]:
    """List the programs."""
    async with database.transaction(readonly=True) as tx:
        found = await programs(tx)
    return _page(pages, caller, found)


@post("/gestion/programmes", include_in_schema=False, opt=NATIONAL, request_max_body_size=SMALL_FORM_BYTES)
async def add_by_form(
    request: Exchange,
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Add a program, and go on to its keys."""
    form = await request.form()
    try:
        name = read_program(form)
    except FieldsRefused as refused:
        async with database.transaction(readonly=True) as tx:
            found = await programs(tx)
        return _page(pages, caller, found, value=str(form.get("name") or ""), errors=refused.errors)
    async with database.transaction() as tx:
        account_id = await add_program(tx, name, by=UUID(caller.account_id))
    # The framework's types say what a page would hold; a redirect holds nothing.
    answer: Response[str] = Redirect(_address(site, account_id), status_code=HTTP_303_SEE_OTHER)
    return answer


@get("/gestion/programmes/{account_id:uuid}/cles", include_in_schema=False, opt=NATIONAL)
async def show_keys_of_program(
    account_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """List the keys of a program."""
    async with database.transaction(readonly=True) as tx:
        return await keys_page(tx, pages, caller, await _holder(tx, site, account_id))


@post(
    "/gestion/programmes/{account_id:uuid}/cles",
    include_in_schema=False,
    opt=NATIONAL,
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=200,
)
async def issue_key_of_program(
    request: Exchange,
    account_id: FromPath[UUID],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
    now: NamedDependency[datetime],
) -> Response[str]:
    """Draw a key for a program."""
    async with database.transaction(readonly=True) as tx:
        holder = await _holder(tx, site, account_id)
    return await issue_by_form(request, database, pages, caller, holder, now=now)


@post(
    "/gestion/programmes/{account_id:uuid}/cles/{key_id:str}/remplacer",
    include_in_schema=False,
    opt=NATIONAL,
    request_max_body_size=SMALL_FORM_BYTES,
    status_code=200,
)
async def replace_key_of_program(
    request: Exchange,
    account_id: FromPath[UUID],
    key_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    site: NamedDependency[Site],
) -> Response[str]:
    """Draw a key in the place of another."""
    async with database.transaction(readonly=True) as tx:
        holder = await _holder(tx, site, account_id)
    return await replace_by_form(request, database, pages, caller, holder, key_id=key_id)


@post(
    "/gestion/programmes/{account_id:uuid}/cles/{key_id:str}/revoquer",
    include_in_schema=False,
    opt=NATIONAL,
    status_code=HTTP_303_SEE_OTHER,
)
async def revoke_key_of_program(
    request: Exchange,
    account_id: FromPath[UUID],
    key_id: FromPath[str],
    *,
    caller: NamedDependency[Caller],  # noqa: ARG001  who may is said by asking for it
    database: NamedDependency[Database],
    site: NamedDependency[Site],
) -> Redirect:
    """Close a key."""
    async with database.transaction(readonly=True) as tx:
        holder = await _holder(tx, site, account_id)
    return await revoke_by_form(request, database, holder, key_id)


async def _holder(tx: Tx, site: Site, account_id: UUID) -> Holder:
    found = await program(tx, account_id)
    return Holder(account_id=account_id, program=found.shown, address=_address(site, account_id))


def _address(site: Site, account_id: UUID) -> str:
    return site.path(f"/gestion/programmes/{account_id}/cles")


def _page(
    pages: Pages, caller: Caller, found: Sequence[Account], *, value: str = "", errors: Sequence[FieldError] = ()
) -> Response[str]:
    return pages.page(
        "programmes.html",
        status=FieldsRefused.status if errors else 200,
        visitor=caller,
        headers=NO_STORE,
        programs=found,
        fields=["name"],
        form=FormState(values={"name": value}, errors=tuple(errors)),
    )


PROGRAMS = (
    *(show_programs, add_by_form),
    *(show_keys_of_program, issue_key_of_program, replace_key_of_program, revoke_key_of_program),
)
