"""Security headers, the same on every answer of every service."""

from collections.abc import Iterable

from shared.http.site import Site

SOURCES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "script-src": "'none'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{directive} {source}" for directive, source in SOURCES.items())
WIDER = ("img-src", "form-action")
"""Every page may sign out, and renew a session, at submission, which goes on from there to a page of any service."""
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics", "interest-cohort")
)
TWO_YEARS = 63_072_000


OF_EVERY_SITE = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": PERMISSIONS_POLICY,
    "x-frame-options": "DENY",
    # Answers may depend on who asks; what may be kept says so itself.
    "cache-control": "no-store",
    "vary": "Accept, Authorization, Cookie",
}


def security_headers(site: Site) -> dict[str, str]:
    """Return the headers; a handler that sets one of them itself keeps its own."""
    headers = {**OF_EVERY_SITE, "content-security-policy": _content_security_policy(site)}
    if site.secure:
        headers["strict-transport-security"] = f"max-age={TWO_YEARS}; includeSubDomains"
        headers["content-security-policy"] += "; upgrade-insecure-requests"
    return headers


def with_our_scripts(site: Site, *, pictures_from: str = "") -> dict[str, str]:
    """Return the one header that differs on a page with a script file of ours; nobody else's runs there either.

    ``pictures_from`` is an origin whose pictures the page shows too: the tiles of a map.
    """
    nothing, ours = (f"script-src {source}" for source in (SOURCES["script-src"], "'self'"))
    policy = security_headers(site)["content-security-policy"].replace(nothing, ours)
    if pictures_from:
        own = f"img-src {SOURCES['img-src']}"
        policy = policy.replace(own, f"{own} {pictures_from}")
    return {"content-security-policy": policy}


def may_ask_position() -> dict[str, str]:
    """Return the one header that differs on a page whose reader may have the browser say where it is."""
    return {"permissions-policy": PERMISSIONS_POLICY.replace("geolocation=()", "geolocation=(self)")}


def framed_by(site: Site, origins: Iterable[str]) -> dict[str, str]:
    """Return the one header that differs on a page that these sites may show in a frame of theirs.

    Where a policy names who may, browsers pass ``X-Frame-Options`` over (Content Security Policy 3, section 6.4.2).
    """
    nobody, named = (f"frame-ancestors {who}" for who in (SOURCES["frame-ancestors"], " ".join(("'self'", *origins))))
    policy = security_headers(site)["content-security-policy"]
    return {"content-security-policy": policy.replace(nobody, named)}


def _content_security_policy(site: Site) -> str:
    others = " ".join(sorted(site.origins - {site.origin}))
    wider = {directive: f"{SOURCES[directive]} {others}".rstrip() for directive in WIDER}
    return "; ".join(f"{directive} {source}" for directive, source in {**SOURCES, **wider}.items())
