"""What this service is told from outside."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.objects.settings import ObjectSettings
from shared.settings import COMMON, ServiceSettings


class Settings(ObjectSettings, ServiceSettings):
    """Read from ``PROGRAMME_DATABASE_URL``, ``PROGRAMME_PORT`` and the names that all services share."""

    model_config = SettingsConfigDict(**{**COMMON, "env_prefix": "PROGRAMME_"})

    port: int = Field(default=8003, ge=0, le=65535)
    operations_port: int = Field(default=9003, ge=0, le=65535)
    counts_seconds: float = Field(default=1, ge=0, le=60)
    """How old the counts beside the list may be; what is listed is never old."""
