"""How much, and how long, a connection may keep the server waiting: what uvicorn's protocol leaves without a limit."""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from shared.errors import DomainError
from shared.http.bare_answers import (
    BODY_SECONDS,
    HEAD_SECONDS,
    LARGEST_HEAD,
    MOST_HEADERS,
    TOO_LARGE,
    TOO_SLOW,
    UNREADABLE,
    answer_busy,
    bare_answer,
)

UNREAD_SECONDS = 30.0
"""How long an answer may lie here because nobody takes it."""
MOST_CONNECTIONS = 800
"""Beyond these, and as many requests under way, the answer is 503."""
SPARE_CONNECTIONS = 100
"""Told so; whoever comes after these is hung up on."""
PIECE = 16 * 1024
MEGABYTE = 1024 * 1024


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 with limits on the head of a request, on the time it takes to arrive, and on who is served at once."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Take what uvicorn gives."""
        super().__init__(*arguments, **named)
        self._head = self._fields = self._silent = self._body = 0
        self._arriving = False
        self._refusal: DomainError = UNREADABLE
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, though not for ever."""
        super().connection_made(transport)
        self._expect_within(HEAD_SECONDS)
        if len(self.connections) > MOST_CONNECTIONS + SPARE_CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._expect_nothing()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read in pieces: between two of them is noticed that something has no end."""
        if self._deadline is None:
            self._expect_within(HEAD_SECONDS)
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            self._silent += len(piece)
            super().data_received(piece)
            if self._silent > LARGEST_HEAD:
                self._refuse(TOO_LARGE)
            if self.transport.is_closing():
                return

    def on_message_begin(self) -> None:
        """Count anew."""
        super().on_message_begin()
        self._head = self._fields = self._silent = self._body = 0
        self._arriving = True
        self._expect_within(HEAD_SECONDS)

    def on_url(self, url: bytes) -> None:
        """Count the address."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header, be it behind the body."""
        self._fields += 1
        self._count(len(name) + len(value) + len(b": \r\n"))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Go on to the body; a connection that asks for another protocol is not kept."""
        self._silent = 0
        super().on_headers_complete()
        self._expect_within(BODY_SECONDS)
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Count anew what is no body; a file may take longer than a form, for as long as it keeps coming."""
        self._silent = 0
        self._body += len(body)
        if self._body >= MEGABYTE:
            self._body = 0
            self._expect_within(BODY_SECONDS)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Stop waiting, unless the answer was there first: then nothing else would end an idle connection."""
        super().on_message_complete()
        self._arriving = False
        self._expect_nothing()
        if self.cycle.response_complete:
            self._expect_within(HEAD_SECONDS)

    def pause_writing(self) -> None:
        """Wait for the other side to read."""
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop waiting for it."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 -- uvicorn's words, which ours replace
        """Answer in our own form what cannot be read, or was found to be too large meanwhile."""
        self._refuse(self._refusal)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: strangers would write the log."""

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        super()._start_asgi_task(cycle, answer_busy if app is service_unavailable else app)

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > LARGEST_HEAD or self._fields > MOST_HEADERS:
            self._refusal = TOO_LARGE
            raise ValueError("head of the request too large")

    def _expect_within(self, seconds: float) -> None:
        self._expect_nothing()
        self._deadline = self.loop.call_later(seconds, self._give_up)

    def _expect_nothing(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        if self._arriving:
            self._refuse(TOO_SLOW)
        elif self._under_way() is None:
            self.transport.close()
        else:
            # Stray bytes behind a request that is being answered: the other side waits for us.
            self._expect_within(HEAD_SECONDS)

    def _under_way(self) -> RequestResponseCycle | None:
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return None if cycle is None or cycle.response_complete else cycle

    def _refuse(self, problem: DomainError) -> None:
        """Answer, where no answer has begun, and hang up; a handler that still reads finds the connection gone."""
        cycle = self._under_way()
        if cycle is None or not cycle.response_started:
            self.transport.write(bare_answer(problem))
        if cycle is not None:
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.close()
