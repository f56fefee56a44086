"""A connection that was closed under its client is a broken one, on uvloop as well.

uvloop raises ``RuntimeError`` where a closed transport is written to, and aiokafka (0.14, its issue 1038) foresees
``OSError`` only: the error ends the routine that met it, and a client whose metadata routine has ended waits for ever.
"""

from collections.abc import Callable
from typing import Any

from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError

_send: Callable[..., Any] = AIOKafkaConnection.send


def send(connection: AIOKafkaConnection, request: Any, expect_response: bool = True) -> Any:  # noqa: FBT001, FBT002
    """Send as aiokafka does; raises ``KafkaConnectionError`` also where the transport is closed already."""
    try:
        return _send(connection, request, expect_response)
    except RuntimeError as error:
        connection.close(reason=CloseReason.CONNECTION_BROKEN)
        raise KafkaConnectionError(f"Connection at {connection.host}:{connection.port} broken: {error}") from error


def foresee_closed_transports() -> None:
    """Let every client of this process send so; doing it twice changes nothing."""
    AIOKafkaConnection.send = send  # type: ignore[method-assign]
