"""Answers that anybody may read, kept for a moment: those who ask the same meanwhile get the same."""

import asyncio
from collections.abc import Callable
from random import uniform
from time import monotonic
from typing import Any, NamedTuple

from cachetools import TTLCache
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPResponseBodyEvent, HTTPResponseStartEvent, HTTPScope, Message, Receive, Scope
from litestar.types import Send as Sending

from shared.http.compression import coding_of
from shared.http.conditional import ENTITY_TAG, is_known
from shared.http.revalidated import ASKED_EACH_TIME, NOT_MODIFIED

OK = 200
KEPT_BYTES = 32 * 1024 * 1024
KEPT_AT_LEAST = 0.7
"""Of the time that an answer may be kept: those that were made in one moment are not made again in one."""
LONGEST_ACCEPT = 200
PERSONAL = frozenset({b"authorization", b"cookie"})
OF_A_BODY = frozenset({b"content-length", b"content-type", b"content-encoding"})

Key = tuple[str, bytes, bytes, str | None]
Headers = list[tuple[bytes, bytes]]


class Kept(NamedTuple):
    """An answer, ready to be sent."""

    headers: Headers
    body: bytes
    tag: str
    """What stands in quotation marks."""
    route: Any
    until: float
    """Counted from the moment at which it was asked for: what it says was read since."""


class Remembered:
    """Keeps what handlers answer with ``revalidated`` to a request in which nobody says who they are."""

    def __init__(self, app: ASGIApp, *, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        """Wrap ``app``; an answer is kept for so many ``seconds`` at most, which ``clock`` counts."""
        self._app = app
        self._seconds = seconds
        self._clock = clock
        self._making: dict[Key, asyncio.Future[Kept | None]] = {}
        self._kept: TTLCache[Key, Kept] = TTLCache(KEPT_BYTES, seconds, clock, lambda kept: len(kept.body))

    async def __call__(self, scope: Scope, receive: Receive, send: Sending) -> None:
        """Serve one request."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        fields = dict(scope["headers"])
        key = _key(scope, fields)
        if key is None:
            await self._app(scope, receive, send)
            return
        has = fields.get(b"if-none-match")
        kept, now = self._kept.get(key), self._clock()
        if kept is not None and now < kept.until:
            scope["path_template"] = kept.route
            await _answer(kept, has, send)
            return
        if key in self._making:
            # Whoever goes away must not take it from the others.
            made = await asyncio.shield(self._making[key])
            if made is None or made.until <= self._clock():
                await self._app(scope, receive, send)
                return
            scope["path_template"] = made.route
        else:
            kept_for = self._seconds * uniform(KEPT_AT_LEAST, 1)  # noqa: S311  nobody has to be kept from guessing it
            made = await self._make(key, scope, receive, send, until=now + kept_for)
        if made is not None:
            await _answer(made, has, send)

    async def _make(self, key: Key, scope: HTTPScope, receive: Receive, send: Sending, *, until: float) -> Kept | None:
        """Have the answer made for all who ask the same meanwhile; None where it may not be kept, and has been sent."""
        making = self._making[key] = asyncio.get_running_loop().create_future()
        made, recorder = None, _Recorder(send)
        # Asked without the tag, so that there is an answer to keep whoever asks first.
        scope["headers"] = [field for field in scope["headers"] if field[0] != b"if-none-match"]
        try:
            await self._app(scope, receive, recorder.take)
            if recorder.start is not None:
                made = Kept(recorder.headers, recorder.body, recorder.tag, scope.get("path_template"), until)
                if len(made.body) <= KEPT_BYTES:
                    self._kept[key] = made
        finally:
            del self._making[key]
            making.set_result(made)
        return made


class _Recorder:
    """Holds back an answer that may be kept, and lets any other pass."""

    def __init__(self, send: Sending) -> None:
        self._send = send
        self.start: HTTPResponseStartEvent | None = None
        self.headers: Headers = []
        self.body = b""
        self.tag = ""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and (tag := _tag_to_keep(message)):
            self.start, self.tag, self.headers = message, tag, list(message["headers"])
        elif message["type"] == "http.response.body" and self.start is not None and not message.get("more_body"):
            self.body = message["body"]
        else:
            await self._pass_on(message)

    async def _pass_on(self, message: Message) -> None:
        if self.start is not None:
            # It comes in parts.
            start, self.start = self.start, None
            await self._send(start)
        await self._send(message)


def _key(scope: HTTPScope, fields: dict[bytes, bytes]) -> Key | None:
    """Return what the answer depends on; None where it may depend on who asks."""
    accept = fields.get(b"accept", b"")
    if PERSONAL & fields.keys() or len(accept) > LONGEST_ACCEPT:
        return None
    return scope["path"], scope["query_string"], accept, coding_of(scope)


def _tag_to_keep(start: HTTPResponseStartEvent) -> str | None:
    headers = MutableScopeHeaders(start)
    if start["status"] != OK or headers.get("cache-control") != ASKED_EACH_TIME:
        return None
    tag = ENTITY_TAG.fullmatch(headers.get("etag", ""))
    return tag[2] if tag else None


async def _answer(kept: Kept, if_none_match: bytes | None, send: Sending) -> None:
    known = if_none_match is not None and is_known(if_none_match.decode("latin-1"), kept.tag)
    headers = [field for field in kept.headers if field[0].lower() not in OF_A_BODY] if known else list(kept.headers)
    start: HTTPResponseStartEvent = {
        "type": "http.response.start",
        "status": NOT_MODIFIED if known else OK,
        "headers": headers,
    }
    body: HTTPResponseBodyEvent = {
        "type": "http.response.body",
        "body": b"" if known else kept.body,
        "more_body": False,
    }
    await send(start)
    await send(body)
