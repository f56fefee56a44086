"""Cross-site protection: an unsafe request that a browser sends with our cookie must come from our own pages."""

from typing import Any

from litestar.connection import ASGIConnection

from shared.http.errors import CameFromElsewhere
from shared.http.site import Site

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Connection = ASGIConnection[Any, Any, Any, Any]


def refuse_cross_site(connection: Connection) -> None:
    """Raise ``CameFromElsewhere`` for a request that a page of somebody else made a browser send.

    A request with an ``Authorization`` header is exempt: no browser adds one by itself. One without cookie, ``Origin``
    and ``Sec-Fetch-Site`` comes from no browser and acts in nobody's name. Pages of the other three services are our
    own, at whatever port.
    """
    site: Site = connection.app.state.site
    if connection.scope["method"] in SAFE or "authorization" in connection.headers:  # type: ignore[typeddict-item]
        return
    if not _is_our_own(connection, site):
        raise CameFromElsewhere(
            "Cette demande ne vient pas d’une page de ce site, elle n’a donc pas été exécutée. Rouvrez la page du "
            "formulaire depuis le menu, puis recommencez."
        )


def _is_our_own(connection: Connection, site: Site) -> bool:
    fetch_site, origin = connection.headers.get("sec-fetch-site"), connection.headers.get("origin")
    if fetch_site in {"same-origin", "none"}:
        return True
    if origin is not None and fetch_site in {None, "same-site"}:
        # Under which names we are asked was looked at before.
        return origin.lower() in {*site.origins, site.origin_at(connection.headers.get("host", ""))}
    return fetch_site is None and site.session_cookie not in connection.cookies
