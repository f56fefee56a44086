"""zstd or gzip for what anybody may read, and for nothing else."""

import gzip
from collections.abc import Callable, Mapping
from functools import partial

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Message, Receive, Scope, Send
from zstandard import ZstdCompressor

LEAST_BYTES = 1024
"""Below it a network packet holds the answer anyway."""
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "zstd": ZstdCompressor(level=6).compress,
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
"""By their names; who takes several is sent the first of them."""
READ = frozenset({"GET", "HEAD"})
TEXTS = (
    *("text/", "application/json", "application/geo+json", "image/svg+xml"),
    *("application/xml", "application/atom+xml"),
)


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
        coding = coding_of(scope) if scope["type"] == ScopeType.HTTP and scope["method"] in READ else None
        if coding is None:
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
                    message["body"] = CODINGS[coding](message["body"])
                    _describe(begun, coding, len(message["body"]))
                await send(begun)
                begun = None
            await send(message)

        await self._app(scope, receive, pass_on)


def coding_of(scope: HTTPScope) -> str | None:
    """Return the coding in which who asks is answered; None where none of ours is taken."""
    accepted = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")
    return best_coding(accepted)


def best_coding(accept_encoding: str) -> str | None:
    """Return the first of ours that is named, or covered by everything, and not with a weight of nothing."""
    taken: dict[str, bool] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.partition(";")
        taken[coding.strip()] = weight.replace(" ", "").rstrip("0.") != "q="
    return next((coding for coding in CODINGS if taken.get(coding, taken.get("*", False))), None)


def _fits(begun: HTTPResponseStartEvent, body: bytes) -> bool:
    headers = MutableScopeHeaders(begun)
    return (
        len(body) >= LEAST_BYTES
        and "public" in headers.get("cache-control", "")
        and headers.get("content-type", "").startswith(TEXTS)
        and "content-encoding" not in headers
    )


def _describe(begun: HTTPResponseStartEvent, coding: str, length: int) -> None:
    headers = MutableScopeHeaders(begun)
    headers["content-encoding"] = coding
    headers["content-length"] = str(length)
    tag = headers.get("etag", "")
    if tag.startswith('"'):
        # A strong tag names bytes, and these are others than without compression.
        headers["etag"] = f"W/{tag}"
