"""Who may ask how often: an account for its writes, an address for what is asked without a key.

Kept in memory, each process for itself (decisions/0020); no address of a person is stored anywhere.
"""

from collections.abc import Callable, MutableMapping
from time import monotonic
from typing import Any

from litestar import Request
from litestar.handlers import HTTPRouteHandler

from shared.french.typography import plural
from shared.http.buckets import Buckets, Rate, Standing
from shared.http.client_address import source_of
from shared.http.errors import TooManyRequests
from shared.http.origin import SAFE
from shared.http.site import Site
from shared.identity.caller import Caller

AnyRequest = Request[Any, Any, Any]

UNCOUNTED = "uncounted"
"""Option of a handler that costs nothing, or counts by itself."""
ASKS_WHO = frozenset({"caller", "visitor", "repeatable"})
"""Parameters of a handler for which ``find_visitor`` is asked, which counts whom it does not find."""
FORM_COST = 20
"""A form that nobody signed in for is as much work as so many pages."""
STANDING = "rate_limit"


class RateLimits:
    """The rates of a service; whoever goes beyond one is answered 429."""

    def __init__(
        self,
        *,
        writes: Rate,
        anonymous: Rate,
        failures: Rate,
        items: Rate,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin with nobody counted."""
        self._writes = Buckets(writes, clock=clock)
        self._anonymous = Buckets(anonymous, clock=clock)
        self._failures = Buckets(failures, clock=clock)
        self._items = Buckets(items, clock=clock)

    def admit(self, request: AnyRequest) -> None:
        """Count a request, before its handler, in which nobody says who they are, or of whom nobody asks it."""
        handler = request.scope.get("route_handler")
        if isinstance(handler, HTTPRouteHandler):
            if handler.opt.get(UNCOUNTED):
                return
            if ASKS_WHO & handler.parsed_fn_signature.parameters.keys() and _says_who(request):
                return
        self.count_anonymous(request)

    def count_anonymous(self, request: AnyRequest) -> None:
        """Count a request of somebody unknown for its address; raises ``TooManyRequests``."""
        cost = 1 if request.method in SAFE else FORM_COST
        self._note(
            request,
            self._anonymous.take(self._source(request), cost),
            "Trop de demandes sans compte viennent de votre réseau en ce moment",
        )

    def count_failure(self, request: AnyRequest) -> None:
        """Count a key that nobody has; raises ``TooManyRequests``. Who shows a good one is never counted here."""
        self._note(
            request,
            self._failures.take(self._source(request)),
            "Trop de tentatives avec une clé inconnue viennent de votre réseau",
        )

    def count_write(self, request: AnyRequest, caller: Caller) -> None:
        """Count a write for the account, wherever it is sent from; raises ``TooManyRequests``."""
        if request.method not in SAFE:
            self._note(request, self._writes.take(caller.account_id), "Votre compte envoie des demandes trop vite")

    def count_items(self, request: AnyRequest, caller: Caller, items: int) -> None:
        """Count what one write brings; raises ``TooManyRequests``, and then none of it is to be done."""
        # Where the settings allow less than a request may bring, a full bucket is enough for it.
        cost = min(items, self._items.rate.burst)
        self._note(request, self._items.take(caller.account_id, cost), "Votre compte envoie trop d’éléments à la fois")

    def _source(self, request: AnyRequest) -> str:
        return source_of(request.scope)

    def _note(self, request: AnyRequest, standing: Standing, what: str) -> None:
        request.scope["state"][STANDING] = standing
        if standing.refused:
            raise TooManyRequests(
                f"{what} : patientez {_in_words(standing.seconds)}, puis réessayez.",
                retry_after_seconds=standing.seconds,
            )


def rate_headers(state: MutableMapping[str, Any]) -> list[tuple[bytes, bytes]]:
    """Return ``RateLimit`` and ``RateLimit-Policy`` (draft-ietf-httpapi-ratelimit-headers) where something counted."""
    standing: Standing | None = state.get(STANDING)
    if standing is None:
        return []
    rate = standing.rate
    return [
        (b"ratelimit-policy", f'"{rate.name}";q={rate.burst};w={rate.window_seconds}'.encode()),
        (b"ratelimit", f'"{rate.name}";r={standing.remaining};t={standing.seconds}'.encode()),
    ]


def _says_who(request: AnyRequest) -> bool:
    site: Site = request.app.state.site
    return "authorization" in request.headers or site.session_cookie in request.cookies


def _in_words(seconds: int) -> str:
    return plural(seconds, "seconde") if seconds < 60 else plural(-(-seconds // 60), "minute")  # noqa: PLR2004
