"""The services' applications as they are put together, for tests that only look at their routes or at one's answers."""

import importlib
from typing import Any

from litestar import Litestar

from shared.http.site import ServiceName
from shared.settings import ServiceSettings
from tests.support.service import NO_BROKER

SITE = "https://mois-ess.example"
SERVICES: tuple[ServiceName, ...] = ("submission", "eligibility", "programme", "matchmaking")
MANY = 10_000


def app_of(
    service: ServiceName, database_url: str = "postgresql://n:n@127.0.0.1:1/n", media_url: str = "file:///nowhere"
) -> Litestar:
    """Build a service's door behind https; nothing is connected."""
    settings: type[ServiceSettings] = importlib.import_module(f"services.{service}.settings").Settings
    given: dict[str, Any] = {
        "database_url": database_url,
        "KAFKA_BOOTSTRAP_SERVERS": NO_BROKER,
        "register_url": "http://127.0.0.1:9",
        "MEDIA_URL": media_url,
        **{f"{each.upper()}_URL": SITE for each in SERVICES},
        # Each question is asked with every key, good and bad, and about something of its own.
        **dict.fromkeys(("writes_burst", "items_burst", "failed_keys_burst", "anonymous_burst"), MANY),
    }
    app: Litestar = importlib.import_module(f"services.{service}.app").create_app(settings.model_validate(given), "api")
    return app
