"""What this service is told from outside."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import COMMON, ServiceSettings


class Settings(ServiceSettings):
    """Read from ``MATCHMAKING_DATABASE_URL``, ``MATCHMAKING_PORT`` and the names that all services share."""

    model_config = SettingsConfigDict(**{**COMMON, "env_prefix": "MATCHMAKING_"})

    port: int = Field(default=8004, ge=0, le=65535)
    operations_port: int = Field(default=9004, ge=0, le=65535)
