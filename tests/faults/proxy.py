"""A TCP proxy in front of one server, on which the link's faults are switched while connections are open."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable

from deploy.local.ports import HOST

CHUNK = 64 * 1024
RESET_AT_CLOSE = struct.pack("ii", 1, 0)

Pair = tuple[asyncio.StreamWriter, asyncio.StreamWriter]


class Proxy:
    """Passes bytes both ways until it is told otherwise; ``heal`` ends every fault."""

    def __init__(self, target_port: int) -> None:
        self.target_port = target_port
        self.port = 0
        self.latency_seconds = 0.0  # to each piece, in each direction
        self.bytes_per_second = 0  # 0 is as fast as it goes
        self.half_open = False
        """Swallows what is sent, as a peer that vanished; healed, such connections are reset."""
        self.swallowed_bytes = 0
        self.cut_at = b""
        """Breaks a connection, once, at the piece from its client that holds these bytes; empty breaks none."""
        self.cut_delivers = False
        """Lets that piece through first: the connection breaks at the answer, which the client does not get."""
        self._flowing = asyncio.Event()
        self._pairs: set[Pair] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._flowing.set()
        self._server = await asyncio.start_server(self._accept, HOST, 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        self.reset()
        self.heal()

    def stall(self) -> None:
        """Hold everything back until ``heal``."""
        self._flowing.clear()

    def reset(self) -> int:
        """Break every open connection with RST; returns how many there were."""
        pairs, self._pairs = self._pairs, set()
        for pair in pairs:
            _break(pair)
        return len(pairs)

    async def has_swallowed(self) -> bool:
        """Return True once something was lost on the half-open link since it last healed."""
        return self.swallowed_bytes > 0

    def heal(self) -> None:
        if self.half_open:
            self.reset()
        self.latency_seconds, self.bytes_per_second, self.half_open, self.swallowed_bytes = 0.0, 0, False, 0
        self._flowing.set()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, self.target_port)
        except OSError:
            writer.transport.abort()
            return
        pair = (writer, far_writer)
        self._pairs.add(pair)
        cut = asyncio.Event()

        def ends_at_answer(_: bytes) -> bool:
            return cut.is_set()

        def ends_at_request(piece: bytes) -> bool:
            if not self.cut_at or self.cut_at not in piece:
                return False
            self.cut_at = b""
            cut.set()
            return not self.cut_delivers

        async def pump(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ends_at: Callable[[bytes], bool]
        ) -> None:
            await self._pump(reader, writer, ends_at)
            if cut.is_set():
                _break(pair)

        await asyncio.gather(pump(reader, far_writer, ends_at_request), pump(far_reader, writer, ends_at_answer))
        self._pairs.discard(pair)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ends_at: Callable[[bytes], bool]
    ) -> None:
        with contextlib.suppress(OSError):
            while piece := await reader.read(CHUNK):
                if ends_at(piece):
                    return
                await self._flowing.wait()
                await asyncio.sleep(self.latency_seconds + len(piece) / (self.bytes_per_second or float("inf")))
                if self.half_open:
                    self.swallowed_bytes += len(piece)
                    continue
                writer.write(piece)
                await writer.drain()
        writer.transport.abort() if self.half_open else writer.close()


def _break(pair: Pair) -> None:
    for writer in pair:
        with contextlib.suppress(OSError):
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
        writer.transport.abort()
