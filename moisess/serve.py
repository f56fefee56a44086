"""``moisess serve <service>``: one service, in one role, in this process."""

import contextlib
import importlib
import os
import socket
import sys
from typing import Literal

import structlog
from pydantic import ValidationError

from moisess.misconfigured import misconfigured
from moisess.server import CANNOT_START, Server
from shared.observability.logging import configure_logging
from shared.settings import Role, ServiceSettings

SOCKETS = "MOISESS_SOCKETS"
"""Numbers of two open sockets that listen: the service's, the operators'."""
Service = Literal["submission", "eligibility", "programme", "matchmaking"]


def serve(service: Service, *, role: Role = "all", port: int | None = None, operations_port: int | None = None) -> None:
    """Démarre un service (API HTTP, consommateur, ou les deux) et le garde ouvert.

    Parameters
    ----------
    service
        Le service à démarrer.
    role
        « api » répond en HTTP, « worker » consomme les topics, « all » fait les deux.
    port
        Port d’écoute ; 0 en prend un libre. Par défaut, celui de la configuration.
    operations_port
        Port de l’exploitation (état de santé et mesures), à ne pas publier ; 0 en prend un libre.
    """
    for name, given in (("PORT", port), ("OPERATIONS_PORT", operations_port)):
        if given is not None:
            os.environ[f"{service.upper()}_{name}"] = str(given)
    settings = _settings(service)
    configure_logging(service, settings.log_level)
    app = importlib.import_module(f"services.{service}.app").create_app(settings, role)
    structlog.contextvars.bind_contextvars(role=role)
    sockets = _given_sockets()
    server = Server(
        app,
        app.state.operations,
        host=settings.host,
        port=settings.port,
        operations_port=settings.operations_port,
        operations_socket=sockets[1] if sockets else None,
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=sockets[:1] if sockets else None)
    if not server.started:
        raise SystemExit(CANNOT_START)


def _given_sockets() -> list[socket.socket] | None:
    """Return the two sockets that whoever started us has opened, so that no other program could take the ports."""
    given = os.environ.pop(SOCKETS, None)
    return [socket.socket(fileno=int(number)) for number in given.split(",")] if given else None


def _settings(service: Service) -> ServiceSettings:
    """Read the settings; a start without them names everything that is missing, by the variable's own name."""
    settings_class: type[ServiceSettings] = importlib.import_module(f"services.{service}.settings").Settings
    try:
        return settings_class.from_environment()
    except ValidationError as error:
        for line in misconfigured(error, prefix=settings_class.model_config.get("env_prefix", "")):
            print(line, file=sys.stderr)
        print(
            'La pile locale donne les adresses : « moisess stack up », puis eval "$(moisess stack env)".',
            file=sys.stderr,
        )
        raise SystemExit(2) from error
