"""One process, two ports: the service, and what operators ask."""

import asyncio
import logging
import socket
import sys
from collections.abc import Mapping
from typing import Any

import uvicorn
from uvicorn.server import ServerState

from shared.http.connections import MOST_CONNECTIONS, BoundedProtocol

GRACEFUL_SECONDS = 10
CANNOT_START = 3
OPTIONS: Mapping[str, Any] = {
    "loop": "uvloop",
    "http": BoundedProtocol,
    "ws": "none",
    "limit_concurrency": MOST_CONNECTIONS,
    "log_config": None,
    "access_log": False,
    "server_header": False,
    # uvicorn would believe whoever connects from the loopback interface; whom we believe is a setting.
    "proxy_headers": False,
    "timeout_graceful_shutdown": GRACEFUL_SECONDS,
}

log = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """Serves an application as uvicorn does, and another one at the operators' port, in the same loop."""

    def __init__(
        self,
        app: Any,
        operations: Any,
        *,
        host: str,
        port: int,
        operations_port: int,
        operations_socket: socket.socket | None = None,
    ) -> None:
        """``app`` and ``operations`` are ASGI applications; only the first has a lifespan.

        ``operations_socket`` listens already and stands for ``operations_port``; one for ``port`` is given to ``run``.
        """
        super().__init__(uvicorn.Config(app, host=host, port=port, **OPTIONS))
        self._operations = uvicorn.Config(operations, host=host, port=operations_port, lifespan="off", **OPTIONS)
        self._state = ServerState()
        self._listener: asyncio.Server | None = None
        self._operations_socket = operations_socket

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the operators' port first: a process that takes long to start is alive."""
        config = self._operations
        config.load()
        own = self._operations_socket
        where: dict[str, Any] = {"sock": own} if own else {"host": config.host, "port": config.port}
        try:
            self._listener = await asyncio.get_running_loop().create_server(
                lambda: BoundedProtocol(config=config, server_state=self._state, app_state={}), **where
            )
        except OSError as error:
            log.error("operations_port_taken: %s", error)  # noqa: TRY400 -- the traceback says nothing more
            sys.exit(CANNOT_START)
        log.info("Operators are answered on http://%s:%d", *self._listener.sockets[0].getsockname()[:2])
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the operators' port last."""
        await super().shutdown(sockets)
        if self._listener is not None:
            self._listener.close()
        for connection in list(self._state.connections):
            connection.shutdown()
