"""The page that a sign-in link leads to: programs that open links in mails see it, and only a click signs in."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.links import follow_link, look_at_link
from services.submission.accounts.rules import LINK_PATH
from services.submission.accounts.sessions import end_session
from services.submission.accounts.views.cookie import session_cookie
from services.submission.accounts.views.landing import landing
from shared.errors import DomainError
from shared.http.asker import asker, remember_caller
from shared.http.exchange import Exchange
from shared.http.forms import SMALL_FORM_BYTES
from shared.http.pages import Pages
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.observability.security_events import log_security
from shared.postgres.database import Database


@get(LINK_PATH, include_in_schema=False)
async def show_link(
    *,
    database: NamedDependency[Database],
    pages: NamedDependency[Pages],
    visitor: NamedDependency[Caller | None],
    jeton: FromQuery[str] = "",
) -> Response[str]:
    """Show whom the link would sign in; it is not used yet."""
    async with database.transaction(readonly=True) as tx:
        link = await look_at_link(tx, jeton)
    return pages.page("lien.html", visitor=visitor, link=link, token=jeton)


@post(LINK_PATH, include_in_schema=False, request_max_body_size=SMALL_FORM_BYTES, status_code=HTTP_303_SEE_OTHER)
async def sign_in(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    visitor: NamedDependency[Caller | None],
) -> Response[None]:
    """Use the link and go on to where the person wanted to go, or to where their work is.

    The session is a new one, whatever cookie the browser had; the one before ends.
    """
    token = str((await request.form()).get("jeton") or "")
    try:
        async with database.transaction() as tx:
            signed_in = await follow_link(tx, token, issuer=site.issuer)
            replaced = visitor is not None and visitor.session is not None and await end_session(tx, visitor.session)
    except DomainError as error:
        log_security("sign_in_refused", way="link", code=error.code, **asker(request.scope))
        raise
    if replaced:
        log_security("session_ended", why="replaced", **asker(request.scope))
    remember_caller(request.scope, signed_in.caller)
    log_security("sign_in_succeeded", way="link", **asker(request.scope))
    where = site.own_page(signed_in.onward) or landing(site, signed_in.caller)
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=[session_cookie(site, signed_in.token)])
