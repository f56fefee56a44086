"""The doors by which people leave for a provider, and come back."""

from litestar import Response, get
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from services.submission.accounts.openid.parties import Parties
from services.submission.accounts.openid.sign_in import arrive, depart
from services.submission.accounts.sessions import end_session
from services.submission.accounts.views.cookie import session_cookie
from services.submission.accounts.views.landing import landing
from shared.clock import at_present
from shared.errors import DomainError
from shared.http.asker import asker, remember_caller
from shared.http.exchange import Exchange
from shared.http.pages import NO_STORE
from shared.http.site import Site
from shared.identity.caller import Caller
from shared.observability.security_events import log_security
from shared.postgres.database import Database

MINUTES = 10


@get("/connexion/openid/{name:str}", include_in_schema=False)
async def leave_for_provider(
    request: Exchange,
    name: FromPath[str],
    *,
    database: NamedDependency[Database],
    parties: NamedDependency[Parties],
    site: NamedDependency[Site],
    suite: FromQuery[str] = "",
) -> Response[None]:
    """Send a person to a provider; several pages of one browser may be on their way at once.

    A link and no form: our pages may send forms nowhere else, and browsers hold redirections to that too.
    """
    present = request.cookies.get(_cookie_name(site), "")
    departure = await depart(database, parties.get(name), onward=site.own_page(suite), browser=present)
    kept = _cookie(site, departure.browser, MINUTES * 60)
    return Redirect(departure.address, status_code=HTTP_303_SEE_OTHER, cookies=[kept], headers=NO_STORE)


@get("/connexion/openid/{name:str}/retour", include_in_schema=False)
async def come_back_from_provider(
    request: Exchange,
    name: FromPath[str],
    *,
    database: NamedDependency[Database],
    parties: NamedDependency[Parties],
    site: NamedDependency[Site],
    visitor: NamedDependency[Caller | None],
) -> Response[None]:
    """Begin a session for whom the provider recognised, and go on to where the person wanted to be.

    The session is a new one, whatever cookie the browser had; the one before ends.
    """
    answer = {name: value for name, value in request.query_params.items() if isinstance(value, str)}
    try:
        arrival = await arrive(
            database,
            parties.get(name),
            answer,
            browser=request.cookies.get(_cookie_name(site), ""),
            issuer=site.issuer,
            now=at_present(),
        )
    except DomainError as error:
        log_security("sign_in_refused", way="openid", code=error.code, **asker(request.scope))
        raise
    if visitor and visitor.session:
        async with database.transaction() as tx:
            await end_session(tx, visitor.session)
    remember_caller(request.scope, arrival.caller)
    log_security("sign_in_succeeded", way="openid", **asker(request.scope))
    where = arrival.onward or landing(site, arrival.caller)
    cookies = [session_cookie(site, arrival.token), _cookie(site, "", 0)]
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=cookies, headers=NO_STORE)


def _cookie_name(site: Site) -> str:
    return f"{'__Host-' if site.secure else ''}moisess-openid"


def _cookie(site: Site, browser: str, seconds: int) -> Cookie:
    # Lax: the way back begins at the provider's page.
    return Cookie(
        key=_cookie_name(site),
        value=browser,
        max_age=seconds,
        path="/",
        httponly=True,
        secure=site.secure,
        samesite="lax",
    )
