"""What this service is told from outside."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.settings import COMMON, ServiceSettings


class Settings(ServiceSettings):
    """Read from ``SUBMISSION_DATABASE_URL``, ``SUBMISSION_PORT`` and the names that all services share."""

    model_config = SettingsConfigDict(**{**COMMON, "env_prefix": "SUBMISSION_"})

    port: int = Field(default=8001, ge=0, le=65535)
    operations_port: int = Field(default=9001, ge=0, le=65535)
