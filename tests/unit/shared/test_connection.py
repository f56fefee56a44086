import asyncio
from typing import Any

import pytest
from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.admin import ApiVersionRequest

import shared.kafka  # noqa: F401  what is tested is what importing it does


class ClosedWriter:
    """Does what a stream does on uvloop once its transport is closed."""

    def write(self, _: bytes) -> None:
        raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")

    def close(self) -> None:
        return


async def test_a_request_on_a_connection_that_was_closed_under_it_is_refused_as_broken() -> None:
    connection: Any = AIOKafkaConnection("127.0.0.1", 9092)
    connection._writer = connection._reader = ClosedWriter()  # noqa: SLF001
    connection._read_task = asyncio.ensure_future(asyncio.sleep(0))  # noqa: SLF001

    with pytest.raises(KafkaConnectionError):
        connection.send(ApiVersionRequest())

    assert not connection.connected()
