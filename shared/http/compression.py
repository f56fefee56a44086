"""gzip for what anybody may read, and for nothing else."""

import gzip

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Message, Receive, Scope, Send

LEAST_BYTES = 1024
"""Below it a network packet holds the answer anyway."""
LEVEL = 6
READ = frozenset({"GET", "HEAD"})
TEXTS = ("text/", "application/json", "image/svg+xml")


class Compression:
    """Compresses answers that say ``Cache-Control: public``.

    An answer to somebody signed in, or with a token in a form, never does: its length would tell an eavesdropper
    what it has in common with what an attacker made the browser send (BREACH).
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        # What anybody may read is read; an answer to anything else is somebody's own.
        if scope["type"] != ScopeType.HTTP or scope["method"] not in READ or not takes_gzip(_accepted(scope)):
            await self._app(scope, receive, send)
            return
        begun: HTTPResponseStartEvent | None = None

        async def pass_on(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = message
                return
            if begun is not None and message["type"] == "http.response.body":
                if not message.get("more_body") and _fits(begun, message["body"]):
                    message["body"] = gzip.compress(message["body"], LEVEL, mtime=0)
                    _describe(begun, len(message["body"]))
                await send(begun)
                begun = None
            await send(message)

        await self._app(scope, receive, pass_on)


def takes_gzip(accept_encoding: str) -> bool:
    """Return True where gzip is named, or everything is, and not with a weight of nothing."""
    weights: dict[str, bool] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.partition(";")
        weights[coding.strip()] = weight.replace(" ", "").rstrip("0.") != "q="
    return weights.get("gzip", weights.get("*", False))


def _accepted(scope: HTTPScope) -> str:
    return dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")


def _fits(begun: HTTPResponseStartEvent, body: bytes) -> bool:
    headers = MutableScopeHeaders(begun)
    return (
        len(body) >= LEAST_BYTES
        and "public" in headers.get("cache-control", "")
        and headers.get("content-type", "").startswith(TEXTS)
        and "content-encoding" not in headers
    )


def _describe(begun: HTTPResponseStartEvent, length: int) -> None:
    headers = MutableScopeHeaders(begun)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(length)
    tag = headers.get("etag", "")
    if tag.startswith('"'):
        # A strong tag names bytes, and these are others than without compression.
        headers["etag"] = f"W/{tag}"
