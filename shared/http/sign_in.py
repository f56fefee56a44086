"""``/connexion`` and ``/deconnexion``: a key is exchanged for a session of at most 24 hours, 8 without use."""

import secrets
from typing import Final

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect

from shared.errors import FieldError, NotSignedIn
from shared.http.asker import asker, remember_caller
from shared.http.errors import TooManyRequests
from shared.http.exchange import Exchange
from shared.http.forms import FormState
from shared.http.pages import Pages
from shared.http.rate_limits import UNCOUNTED, RateLimits
from shared.http.site import Site
from shared.identity.caller import Caller, caller_of_key
from shared.identity.key_ring import KeyRing
from shared.identity.keys import digest
from shared.identity.store import delete_session, insert_session
from shared.observability.security_events import log_security
from shared.postgres.database import Database

ABSOLUTE_SECONDS = 24 * 3600
LARGEST_FORM = 4096
SEE_OTHER: Final = 303


@get("/connexion", include_in_schema=False)
async def show_sign_in(
    pages: NamedDependency[Pages], visitor: NamedDependency[Caller | None], suite: FromQuery[str] = ""
) -> Response[str]:
    """Show the one field, or who is signed in already."""
    return pages.page("connexion.html", visitor=visitor, suite=_local(suite), form=FormState())


@post(
    "/connexion",
    include_in_schema=False,
    request_max_body_size=LARGEST_FORM,
    status_code=SEE_OTHER,
    opt={UNCOUNTED: True},
)
async def sign_in(
    *,
    request: Exchange,
    pages: NamedDependency[Pages],
    database: NamedDependency[Database],
    keys: NamedDependency[KeyRing],
    site: NamedDependency[Site],
    limits: NamedDependency[RateLimits],
) -> Response[str]:
    """Open a session, under a token that nobody had before, and go on to where the person wanted to go.

    Only a wrong key is counted for the address: what many share must not keep out whoever has a good one.
    """
    form = await request.form()
    suite = _local(str(form.get("suite") or ""))
    try:
        caller = await _counted(request, keys, limits, str(form.get("cle") or "").strip())
    except (NotSignedIn, TooManyRequests) as error:
        log_security("sign_in_refused", way="form", code=error.code, **asker(request.scope))
        fault = FieldError(pointer="/cle", code=error.code, message=error.detail)
        retry = {"Retry-After": str(error.retry_after_seconds)} if error.retry_after_seconds else {}
        state = FormState(errors=[fault])
        status = 422 if isinstance(error, NotSignedIn) else error.status
        return pages.page("connexion.html", status=status, headers=retry, suite=suite, form=state)
    token, ended = secrets.token_urlsafe(32), None
    async with database.transaction() as tx:
        if previous := request.cookies.get(site.session_cookie):
            ended = await delete_session(tx, digest(previous))
        await insert_session(tx, digest(token), caller.account_id)
    if ended:
        log_security("session_ended", why="replaced", account=ended, **asker(request.scope))
    remember_caller(request.scope, caller)
    log_security("sign_in_succeeded", way="form", **asker(request.scope))
    return _redirect(site, suite or "/", _cookie(site, token, ABSOLUTE_SECONDS))


@post("/deconnexion", include_in_schema=False, request_max_body_size=LARGEST_FORM, status_code=SEE_OTHER)
async def sign_out(
    request: Exchange, database: NamedDependency[Database], site: NamedDependency[Site]
) -> Response[str]:
    """End the session here and in the browser."""
    if token := request.cookies.get(site.session_cookie):
        async with database.transaction() as tx:
            ended = await delete_session(tx, digest(token))
        if ended:
            log_security("session_ended", why="signed_out", account=ended, **asker(request.scope))
    return _redirect(site, "/connexion", _cookie(site, "", 0))


async def _counted(request: Exchange, keys: KeyRing, limits: RateLimits, key: str) -> Caller:
    try:
        caller = await caller_of_key(keys, key)
    except NotSignedIn:
        limits.count_failure(request)
        raise
    limits.count_write(request, caller)
    return caller


def _local(address: str) -> str:
    """Keep only a path of this site: a link in a mail must not lead elsewhere by way of our sign-in."""
    good = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if good and "\\" not in address else ""


def _cookie(site: Site, token: str, seconds: int) -> Cookie:
    return Cookie(
        key=site.session_cookie,
        value=token,
        max_age=seconds,
        path="/",
        httponly=True,
        secure=site.secure,
        samesite="lax",
    )


def _redirect(site: Site, path: str, cookie: Cookie) -> Response[str]:
    return Redirect(site.path(path), status_code=SEE_OTHER, cookies=[cookie])
