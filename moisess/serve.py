"""``moisess serve <service>``: one service, in one role, in this process."""

import importlib
import os
import sys
from typing import Literal

import structlog
import uvicorn
from pydantic import ValidationError

from moisess.misconfigured import misconfigured
from shared.http.connections import MOST_CONNECTIONS, BoundedProtocol
from shared.observability.logging import configure_logging
from shared.settings import Role, ServiceSettings

Service = Literal["submission", "eligibility", "programme", "matchmaking"]

GRACEFUL_SECONDS = 10


def serve(service: Service, *, role: Role = "all", port: int | None = None) -> None:
    """Démarre un service (API HTTP, consommateur, ou les deux) et le garde ouvert.

    Parameters
    ----------
    service
        Le service à démarrer.
    role
        « api » répond en HTTP, « worker » consomme les topics, « all » fait les deux.
    port
        Port d’écoute ; 0 en prend un libre. Par défaut, celui de la configuration.
    """
    if port is not None:
        os.environ[f"{service.upper()}_PORT"] = str(port)
    settings = _settings(service)
    configure_logging(service, settings.log_level)
    app = importlib.import_module(f"services.{service}.app").create_app(settings, role)
    structlog.contextvars.bind_contextvars(role=role)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=BoundedProtocol,
        ws="none",
        limit_concurrency=MOST_CONNECTIONS,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )


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
