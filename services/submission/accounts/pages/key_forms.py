"""What the forms of access keys do, whosever keys they are."""

from datetime import datetime

from litestar import Response
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.bodies.key import KeyBody, read_key, read_overlap
from services.submission.accounts.keys import issue_key, keys_of, revoke_key, rotate_key
from services.submission.accounts.rules import end_of
from services.submission.accounts.views.keys import Holder, keys_view
from shared.errors import FieldsRefused
from shared.http.asker import asker
from shared.http.exchange import Exchange
from shared.http.forms import nested
from shared.http.pages import NO_STORE, Pages
from shared.identity.caller import Caller
from shared.identity.keys import parse_key
from shared.observability.security_events import log_security
from shared.postgres.database import Database, Tx


async def keys_page(tx: Tx, pages: Pages, caller: Caller, holder: Holder, *, text: str = "") -> Response[str]:
    """Show the keys, and the text of one that was drawn just now."""
    view = keys_view(holder, await keys_of(tx, holder.account_id), text=text)
    return pages.page("cles.html", visitor=caller, headers=NO_STORE, **view)


async def issue_by_form(
    request: Exchange, database: Database, pages: Pages, caller: Caller, holder: Holder, *, now: datetime
) -> Response[str]:
    """Draw a key and show its text, this once."""
    form = await request.form()
    try:
        wanted = read_key(form, now=now)
    except FieldsRefused as refused:
        async with database.transaction(readonly=True) as tx:
            keys = await keys_of(tx, holder.account_id)
        view = keys_view(holder, keys, values=nested(form, KeyBody), errors=refused.errors)
        return pages.page("cles.html", status=refused.status, visitor=caller, headers=NO_STORE, **view)
    ends = end_of(wanted.last_day) if wanted.last_day else None
    async with database.transaction() as tx:
        text = await issue_key(tx, holder.account_id, name=wanted.name, scope=wanted.scope, expires_at=ends)
        page = await keys_page(tx, pages, caller, holder, text=text)
    _log_issued(request, holder, text)
    return page


async def replace_by_form(
    request: Exchange, database: Database, pages: Pages, caller: Caller, holder: Holder, *, key_id: str
) -> Response[str]:
    """Draw a key in the place of another, and show its text, this once."""
    hours = read_overlap(await request.form())
    async with database.transaction() as tx:
        text = await rotate_key(tx, key_id, account_id=holder.account_id, overlap_hours=hours)
        page = await keys_page(tx, pages, caller, holder, text=text)
    _log_issued(request, holder, text, replaces=key_id)
    return page


async def revoke_by_form(request: Exchange, database: Database, holder: Holder, key_id: str) -> Redirect:
    """Close a key."""
    async with database.transaction() as tx:
        await revoke_key(tx, key_id, account_id=holder.account_id)
    log_security("key_revoked", key=key_id, holder=str(holder.account_id), **asker(request.scope))
    return Redirect(holder.address, status_code=HTTP_303_SEE_OTHER)


def _log_issued(request: Exchange, holder: Holder, text: str, **facts: str) -> None:
    parsed = parse_key(text)
    log_security("key_issued", key=parsed and parsed[0], holder=str(holder.account_id), **facts, **asker(request.scope))
