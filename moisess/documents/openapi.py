"""The OpenAPI document of each service, from its application; nothing is connected to make it."""

import importlib
from typing import Any, get_args

from shared.http.openapi import document
from shared.http.site import ServiceName
from shared.settings import ServiceSettings

SERVICES: tuple[ServiceName, ...] = get_args(ServiceName)
# All that the environment could say otherwise, so that the document is the same wherever it is made.
ADDRESSES = {f"{service.upper()}_URL": f"http://127.0.0.1:800{number}" for number, service in enumerate(SERVICES, 1)}
FIXED: dict[str, Any] = {
    "database_url": "postgresql://127.0.0.1/nowhere",
    "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
    **ADDRESSES,
}


def openapi(service: ServiceName) -> dict[str, Any]:
    """Return the description that the service serves at ``/schema/openapi.json``."""
    settings_class: type[ServiceSettings] = importlib.import_module(f"services.{service}.settings").Settings
    create_app = importlib.import_module(f"services.{service}.app").create_app
    return document(create_app(settings_class(**FIXED), "api"))
