"""The doors by which a session goes on, or ends."""

from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.openid.parties import Parties
from services.submission.accounts.openid.sign_out import end_session_address
from services.submission.accounts.sessions import end_every_session, end_session, renew_session
from services.submission.accounts.views.cookie import session_cookie
from shared.clock import at_present
from shared.http.access import opened_to
from shared.http.asker import asker
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE, Pages
from shared.http.site import RENEWAL_PATH, Site
from shared.identity.caller import Caller
from shared.observability.security_events import log_security
from shared.postgres.database import Database

NO_CONTENT: Final = 204


@get(RENEWAL_PATH, include_in_schema=False, status_code=NO_CONTENT)
async def renew(
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    visitor: NamedDependency[Caller | None],
) -> Response[None]:
    """Renew a token that is half an hour old: pages of every service show this as a picture, without content.

    A redirect would do the same, and leave people before an error page while this service is down.
    """
    session = visitor.session if visitor else None
    if session is None or not session.is_due(at_present()):
        return Response(None, status_code=NO_CONTENT, headers=_shown_by(site))
    async with database.transaction() as tx:
        token = await renew_session(tx, session, issuer=site.issuer)
    return Response(None, status_code=NO_CONTENT, headers=_shown_by(site), cookies=[session_cookie(site, token)])


@post("/deconnexion", include_in_schema=False, status_code=HTTP_303_SEE_OTHER)
async def sign_out(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    pages: NamedDependency[Pages],
    parties: NamedDependency[Parties],
    visitor: NamedDependency[Caller | None],
) -> Response[Any]:
    """End the session in all services, in the browser and, where a provider opened it, there."""
    if visitor is None or visitor.session is None:
        return _signed_out(site)
    async with database.transaction() as tx:
        ended = await end_session(tx, visitor.session)
    if ended:
        log_security("session_ended", why="signed_out", **asker(request.scope))
    session_id, back = visitor.session.session_id, site.sign_in_url()
    address = await end_session_address(database, parties, session_id, back=back)
    if address is None:
        return _signed_out(site)
    # A page and no redirection: browsers take a form to other sites by none.
    page = pages.page("deconnexion.html", address=address, headers=NO_STORE)
    page.set_cookie(session_cookie(site, ""))
    return page


@post(
    "/deconnexion/partout",
    include_in_schema=False,
    opt=opened_to(by_a_person=True),
    status_code=HTTP_303_SEE_OTHER,
)
async def sign_out_everywhere(
    request: Exchange,
    *,
    database: NamedDependency[Database],
    site: NamedDependency[Site],
    caller: NamedDependency[Caller],
) -> Response[None]:
    """End every session of the account, in all services and on all devices."""
    async with database.transaction() as tx:
        await end_every_session(tx, UUID(caller.account_id))
    log_security("session_ended", why="signed_out_everywhere", **asker(request.scope))
    return _signed_out(site)


def _shown_by(site: Site) -> dict[str, str]:
    """On a laptop the pages that show the picture come from other ports of the host."""
    return {"Cross-Origin-Resource-Policy": "same-site"} if len(site.origins) > 1 else {}


def _signed_out(site: Site) -> Response[None]:
    # The framework's types say what a page would hold; a redirect holds nothing.
    return Redirect(site.sign_in_url(), status_code=HTTP_303_SEE_OTHER, cookies=[session_cookie(site, "")])
