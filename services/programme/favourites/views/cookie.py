"""The cookie by which a browser finds its programme again; it says nothing of who sits before it."""

from datetime import timedelta

from litestar.datastructures import Cookie

from services.programme.favourites.tend import KEPT
from shared.http.exchange import Exchange
from shared.http.site import Site


def cookie_name(site: Site) -> str:
    """Return its name, which binds it to the host where browsers come by https."""
    return f"{'__Host-' if site.secure else ''}moisess-programme"


def link_in(request: Exchange, site: Site) -> str:
    """Return the link that the browser holds, or nothing."""
    return request.cookies.get(cookie_name(site), "")


def programme_cookie(site: Site, link: str) -> Cookie:
    """Return the cookie that holds a link, or, for none, the one that takes it out of the browser."""
    return Cookie(
        key=cookie_name(site),
        value=link,
        max_age=int((KEPT if link else timedelta()).total_seconds()),
        path="/",
        httponly=True,
        secure=site.secure,
        samesite="lax",
    )
