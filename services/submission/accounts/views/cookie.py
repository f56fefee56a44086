"""The cookie that carries a session, for all four services."""

from litestar.datastructures import Cookie

from shared.http.site import Site
from shared.identity.session import TOKEN_LIFE


def session_cookie(site: Site, token: str) -> Cookie:
    """Return the cookie of a session, or, for no token, the one that takes it out of the browser."""
    return Cookie(
        key=site.session_cookie,
        value=token,
        max_age=int(TOKEN_LIFE.total_seconds()) if token else 0,
        path="/",
        httponly=True,
        secure=site.secure,
        samesite="lax",
    )
