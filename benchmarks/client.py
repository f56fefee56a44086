"""A lean HTTP client: it shares the machine with what is measured, so a request must cost it little."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import count, cycle, islice
from time import perf_counter
from typing import cast

import httptools

RUN_UP_PER_SECOND = 100
RUN_UP_SECONDS = 6
MOST_CONNECTIONS = 500
"""At one server. More than its backlog at once are turned away by the kernel, which says nothing of it."""
HOST = "127.0.0.1"
Request = Callable[[int], bytes]
"""Gives the bytes of the n-th request."""


class RequestFailed(Exception):
    """An answer that is not the one expected, or none."""

    status: int | None = None
    """None where there is no answer."""


class ConnectionLost(RequestFailed):
    """The other side closed the connection before it answered."""


class Connection(asyncio.Protocol):
    """One kept-alive connection with one request under way at a time."""

    def __init__(self) -> None:
        """Wait to be connected."""
        self._transport: asyncio.Transport | None = None
        self._answered: asyncio.Future[int] | None = None
        self._parser = httptools.HttpResponseParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Parse as it comes."""
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail the request under way."""
        if self._answered and not self._answered.done():
            self._answered.set_exception(ConnectionLost(f"connection lost: {exc!r}"))

    def on_message_complete(self) -> None:
        """Hand the status over; called by the parser."""
        if self._answered and not self._answered.done():
            self._answered.set_result(self._parser.get_status_code())
        self._parser = httptools.HttpResponseParser(self)

    async def send(self, request: bytes, expected: int) -> None:
        """Send one request and wait for its whole answer; raises ``RequestFailed`` for another status."""
        assert self._transport is not None  # noqa: S101  connected where it is made
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        status = await self._answered
        if status != expected:
            failed = RequestFailed(f"answered {status} instead of {expected}")
            failed.status = status
            raise failed

    @property
    def closed(self) -> bool:
        """True once either side has closed it; a server does that to one that is idle for long."""
        return self._transport is None or self._transport.is_closing()

    def close(self) -> None:
        """Let it go."""
        if self._transport:
            self._transport.close()


async def as_fast_as_answered(
    ports: Sequence[int], requests: Sequence[Request], *, expected: int, clients: int, seconds: float
) -> float:
    """Let ``clients`` send one request after the other, each as soon as the one before is answered.

    Returns how many are answered in a second. They are spread over the ports, and the n-th maker of requests is for the
    n-th port.
    """
    answered = 0
    numbers = count()
    began = perf_counter()

    async def one_client(port: int, request: Request) -> None:
        nonlocal answered
        connection = await connect(port)
        while perf_counter() < began + seconds:
            await connection.send(request(next(numbers)), expected)
            answered += 1
        connection.close()

    places = islice(cycle(zip(ports, requests, strict=True)), clients)
    await asyncio.gather(*(one_client(port, request) for port, request in places))
    return answered / (perf_counter() - began)


async def at_rate(act: Callable[[int], Awaitable[None]], *, per_second: float, seconds: float) -> float:
    """Start acts evenly spaced, whether or not those before have ended; returns how many started in a second.

    An open loop: what is slow does not get fewer of them.
    """
    loop = asyncio.get_running_loop()
    began = loop.time()
    under_way: set[asyncio.Task[None]] = set()
    total = int(per_second * seconds)
    for number in range(total):
        due = began + number / per_second
        if (early := due - loop.time()) > 0:
            await asyncio.sleep(early)
        task = asyncio.ensure_future(act(number))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    rate = total / (loop.time() - began)
    await asyncio.gather(*under_way)
    return rate


async def run_up(act: Callable[[int], Awaitable[None]]) -> None:
    """Let servers that have just been started become warm, at a rate that they can hold while they are cold.

    Otherwise a queue builds up in the first seconds that has little to do with what comes after.
    """
    await at_rate(act, per_second=RUN_UP_PER_SECOND, seconds=RUN_UP_SECONDS)


class Lines:
    """Connections for an open loop: as many as there are requests under way at once, up to what a server queues."""

    def __init__(self, port: int) -> None:
        """Start with none."""
        self._port = port
        self._idle: list[Connection] = []
        self._free = asyncio.Semaphore(MOST_CONNECTIONS)

    async def send(self, request: bytes, *, expected: int) -> None:
        """Send on an idle connection, or on a new one."""
        async with self._free:
            await self._send(request, expected)

    async def _send(self, request: bytes, expected: int) -> None:
        while self._idle and self._idle[-1].closed:
            self._idle.pop()
        connection = self._idle.pop() if self._idle else await connect(self._port)
        try:
            await connection.send(request, expected)
        except ConnectionLost:
            # A server closes what is idle for long, and may do so while a request is on its way: clients send it once
            # more, which the Idempotency-Key is there for.
            connection = await connect(self._port)
            await connection.send(request, expected)
        self._idle.append(connection)

    def close(self) -> None:
        """Let all go."""
        for connection in self._idle:
            connection.close()


async def connect(port: int) -> Connection:
    """Open one connection."""
    _, connection = await asyncio.get_running_loop().create_connection(Connection, HOST, port)
    return connection
