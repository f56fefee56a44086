"""The proxy does to a link what it says, else the faults of links would prove nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from time import monotonic

import pytest

from deploy.local.ports import HOST
from tests.faults.proxy import Proxy

pytestmark = pytest.mark.smoke

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
SOON = 0.3


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    """Give a proxy in front of a server that sends everything back."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(1024):
            writer.write(piece)
        writer.close()

    server = await asyncio.start_server(echo, HOST, 0)
    proxy = Proxy(int(server.sockets[0].getsockname()[1]))
    await proxy.start()
    yield proxy
    await proxy.stop()
    server.close()


@pytest.fixture
async def streams(proxy: Proxy) -> AsyncIterator[Streams]:
    reader, writer = await asyncio.open_connection(HOST, proxy.port)
    yield reader, writer
    writer.transport.abort()


async def said_back(streams: Streams, text: bytes = b"bonjour") -> bytes:
    reader, writer = streams
    writer.write(text)
    return await reader.readexactly(len(text))


async def test_a_sound_link_passes_everything(streams: Streams) -> None:
    assert b"bonjour" == await said_back(streams)


async def test_latency_is_added_in_both_directions(proxy: Proxy, streams: Streams) -> None:
    proxy.latency_seconds = 0.1
    began = monotonic()

    await said_back(streams)

    assert 0.2 <= monotonic() - began


async def test_a_throttled_link_takes_its_time(proxy: Proxy, streams: Streams) -> None:
    proxy.bytes_per_second = 10_000
    began = monotonic()

    await said_back(streams, b"x" * 1_000)

    assert 0.2 <= monotonic() - began


async def test_a_stalled_link_holds_back_and_then_delivers(proxy: Proxy, streams: Streams) -> None:
    proxy.stall()
    answer = asyncio.create_task(said_back(streams))
    done, _ = await asyncio.wait([answer], timeout=SOON)
    assert not done

    proxy.heal()

    assert b"bonjour" == await answer


async def test_a_reset_link_is_broken_off_with_an_error(proxy: Proxy, streams: Streams) -> None:
    await said_back(streams)

    assert 1 == proxy.reset()

    with pytest.raises(ConnectionResetError):
        await streams[0].read()


async def test_a_half_open_link_swallows_and_is_reset_once_healed(proxy: Proxy, streams: Streams) -> None:
    proxy.half_open = True
    answer = asyncio.create_task(said_back(streams))
    done, _ = await asyncio.wait([answer], timeout=SOON)
    assert not done

    proxy.heal()

    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await answer


async def test_without_a_server_behind_it_nobody_is_served(proxy: Proxy) -> None:
    proxy.target_port = 1
    reader, writer = await asyncio.open_connection(HOST, proxy.port)

    with contextlib.suppress(ConnectionResetError):
        assert b"" == await reader.read()
    writer.transport.abort()


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_link_is_cut_once_at_the_piece_that_a_test_names(
    *, proxy: Proxy, streams: Streams, delivered: bool
) -> None:
    assert b"bonjour" == await said_back(streams)
    proxy.cut_at, proxy.cut_delivers = b"merci", delivered

    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await said_back(streams, b"oui merci")
    reader, writer = await asyncio.open_connection(HOST, proxy.port)
    assert b"merci" == await said_back((reader, writer), b"merci")
    writer.transport.abort()
