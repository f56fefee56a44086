"""What this service is told from outside."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from shared.objects.settings import ObjectSettings
from shared.settings import COMMON, ServiceSettings


class Settings(ObjectSettings, ServiceSettings):
    """Read from ``ELIGIBILITY_DATABASE_URL``, ``ELIGIBILITY_PORT`` and the names that all services share."""

    model_config = SettingsConfigDict(**{**COMMON, "env_prefix": "ELIGIBILITY_"})

    port: int = Field(default=8002, ge=0, le=65535)
    operations_port: int = Field(default=9002, ge=0, le=65535)
    register_url: str = Field(default="https://recherche-entreprises.api.gouv.fr", pattern=r"^https?://")
    """Base address of the API Recherche d’entreprises, or of a stand-in for it."""
    register_requests_per_second: float = Field(default=7, gt=0, le=1000)
    """By all processes of this service together; the public register allows 7 to an address and 30 to a network."""
    register_recheck_seconds: float = Field(default=30, gt=0)
    """Pause before dossiers that wait for the register are tried again."""
