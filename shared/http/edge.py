"""The outermost layer: what holds for every request and every answer, whichever handler or error made it."""

import re
import secrets
import time
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from opentelemetry import trace

from shared.http.asker import asker
from shared.http.bare_answers import ODD, send_bare
from shared.http.client_address import client_of
from shared.http.headers import security_headers
from shared.http.hosts import refusal_of_host
from shared.http.rate_limits import rate_headers
from shared.http.site import Site
from shared.instance import HEADER
from shared.observability.context import TRACE_CONTEXT, correlation_id
from shared.observability.metrics import HTTP_SECONDS

log = structlog.get_logger()
tracer = trace.get_tracer("mois-ess.http")

SANE_ID = re.compile(r"[A-Za-z0-9._:-]{8,64}")
ODD_PATH = re.compile(
    # Not from the root; two slashes, one of them written backwards; a dot or two where a name should be.
    rb"^[^/]|^$|//|\\|/\.{1,2}(?:/|$)"
    # A sign that needs no code (RFC 3986 §2.3), a slash, a control; a code that is none.
    rb"|%(?:2[DEF]|3[0-9]|4[1-9A-F]|5[0-9ACF]|6[1-9A-F]|7[0-9AEF]|[01][0-9A-F]|(?![0-9A-F]{2}))",
    re.IGNORECASE,
)
"""What would match a route under another address than its own."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
TRACE_HEADERS = frozenset({b"traceparent", b"tracestate"})
LONGEST_TRACE_HEADER = 512
UNMATCHED = "(none)"
PROBES = ("/health/", "/metrics")


class Edge:
    """Correlation, trace, log line, metrics, security headers, one way to write an address, its prefix, and HEAD."""

    def __init__(self, app: ASGIApp, site: Site, *, any_host: bool = False) -> None:
        """Wrap ``app``; ``any_host`` is for what no browser reaches."""
        self._site = None if any_host else site
        self._app = app
        self._prefix = site.prefix
        self._trusted_proxies = [ip_network(network) for network in site.trusted_proxies]
        self._headers = [(name.encode(), value.encode()) for name, value in security_headers(site).items()]
        if site.instance:
            self._headers.append((HEADER.lower().encode(), site.instance.encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        inner = _without_prefix(scope, self._prefix)
        inner["client"] = client_of(scope, self._trusted_proxies)
        exchange = _Exchange(scope, inner["state"], send, self._headers)
        token = correlation_id.set(exchange.correlation_id)
        parent = TRACE_CONTEXT.extract(_trace_headers(scope))
        try:
            with tracer.start_as_current_span(
                exchange.method, context=parent, kind=trace.SpanKind.SERVER, record_exception=False
            ) as span:
                refusal = refusal_of_host(scope, self._site) if self._site else None
                if refusal is not None:
                    await send_bare(exchange.send, refusal)
                # Some servers leave the query on it.
                elif ODD_PATH.search(scope["raw_path"].partition(b"?")[0]):
                    await send_bare(exchange.send, ODD)
                else:
                    await self._app(inner, receive, exchange.send)
                span.update_name(f"{exchange.method} {_route(inner)}")
        finally:
            exchange.report(inner)
            correlation_id.reset(token)


class _Exchange:
    """One request and its answer, as far as the edge looks at them."""

    def __init__(self, scope: HTTPScope, state: dict[str, Any], send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        given = dict(scope["headers"]).get(b"x-correlation-id", b"").decode("latin-1")
        self.correlation_id = given if SANE_ID.fullmatch(given) else secrets.token_hex(16)
        self.method = scope["method"] if scope["method"] in METHODS else "OTHER"
        self._send = send
        self._state = state
        self._headers = [*headers, (b"x-correlation-id", self.correlation_id.encode())]
        self._status = 500
        self._started = time.perf_counter()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            present = {name.lower() for name, _ in message["headers"]}
            added = [(name, value) for name, value in self._headers if name not in present]
            message["headers"] = [*message["headers"], *added, *rate_headers(self._state)]
        elif message["type"] == "http.response.body" and self.method == "HEAD":
            message["body"] = b""
        await self._send(message)

    def report(self, scope: Mapping[str, Any]) -> None:
        """Count and log; the path only where a route matched, since anything may stand in an unknown one."""
        seconds = time.perf_counter() - self._started
        route = _route(scope)
        HTTP_SECONDS.labels(self.method, route, str(self._status)).observe(seconds)
        facts = {"method": self.method, "route": route, "status": self._status, "ms": round(seconds * 1000, 1)}
        if route != UNMATCHED:
            facts["path"] = scope["path"]
        facts |= asker(scope)
        write = log.debug if route.startswith(PROBES) else log.info
        write("request_handled", **facts)


def _trace_headers(scope: HTTPScope) -> dict[str, str]:
    """Return the two headers of W3C trace context, where they are as short as the standard has them."""
    return {
        name.decode(): value.decode("latin-1")
        for name, value in scope["headers"]
        if name in TRACE_HEADERS and len(value) <= LONGEST_TRACE_HEADER
    }


def _without_prefix(scope: HTTPScope, prefix: str) -> HTTPScope:
    """Return what the router sees: HEAD is answered as GET, and an ingress may or may not cut the prefix off."""
    inner = scope.copy()
    inner["state"] = {**scope.get("state", {})}
    if scope["method"] == "HEAD":
        inner["method"] = "GET"
    path = scope["path"]
    if prefix and (path == prefix or path.startswith(f"{prefix}/")):
        inner["path"] = path[len(prefix) :] or "/"
        inner["raw_path"] = scope["raw_path"].removeprefix(prefix.encode()) or b"/"
    return inner


def _route(scope: Mapping[str, Any]) -> str:
    return str(scope.get("path_template") or UNMATCHED)
