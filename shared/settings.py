"""What every service is told from outside, read once at start; all that is missing or wrong is said at once."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from shared.instance import VARIABLE
from shared.kafka.settings import KafkaSettings
from shared.postgres.address import complete

Role = Literal["api", "worker", "all"]
"""``api`` answers HTTP, ``worker`` consumes topics, ``all`` does both; the relay runs beside each."""


def _words(value: object) -> object:
    """Read a list as an environment writes it, with commas."""
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_words)]
COMMON = SettingsConfigDict(frozen=True, extra="ignore", secrets_dir=None)


class ServiceSettings(KafkaSettings):
    """Common part; a service adds its prefix, so ``database_url`` is read from ``PROGRAMME_DATABASE_URL``."""

    model_config = COMMON

    database_url: str
    """``postgresql://role@host:port/database``: the role that changes rows and no tables; may hold its password."""
    database_password_file: Path | None = None
    database_connections: int = Field(default=10, ge=1, le=100)
    host: str = "127.0.0.1"
    port: int = Field(ge=0, le=65535)
    """0 takes a free one."""
    operations_port: int = Field(ge=0, le=65535)
    """Health and metrics, at the same host; for operators, never published."""
    kafka_session_seconds: int = Field(default=30, ge=6, le=300, validation_alias="KAFKA_SESSION_SECONDS")
    """After how long without a sign of life a consumer's partitions go to others."""
    writes_per_second: float = Field(default=10, gt=0)
    """Of one account, in the long run; a registration costs a process some milliseconds."""
    writes_burst: int = Field(default=100, ge=1)
    """Of one account, at once after a rest."""
    items_per_second: float = Field(default=10, gt=0)
    """What writes of one account bring that bring many, in the long run."""
    items_burst: int = Field(default=1000, ge=1)
    """At once after a rest: two full requests."""
    anonymous_per_second: float = Field(default=50, gt=0)
    """Requests without a key from one address: a whole school, or the users of a telephone network, may share it."""
    anonymous_burst: int = Field(default=1000, ge=100)
    failed_keys_per_minute: float = Field(default=2, gt=0)
    """Wrong keys from one address; good ones are never counted."""
    failed_keys_burst: int = Field(default=10, ge=1)
    allowed_hosts: Names = ()
    """Names beside that of the public address under which the service may be asked, without ports."""
    trusted_proxies: Networks = Field(default=(), validation_alias="MOISESS_TRUSTED_PROXIES")
    """Networks of the proxies in front, whose ``X-Forwarded-For`` is believed; without them the peer counts."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias="MOISESS_LOG_LEVEL"
    )
    instance: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,64}$", validation_alias=VARIABLE)
    """Tells this platform from another on the same machine; nothing where there is but one."""
    submission_url: str = Field(default="http://127.0.0.1:8001", validation_alias="SUBMISSION_URL")
    """Public base address of each service; it may carry a path, so that one host can serve all four."""
    eligibility_url: str = Field(default="http://127.0.0.1:8002", validation_alias="ELIGIBILITY_URL")
    programme_url: str = Field(default="http://127.0.0.1:8003", validation_alias="PROGRAMME_URL")
    matchmaking_url: str = Field(default="http://127.0.0.1:8004", validation_alias="MATCHMAKING_URL")

    @model_validator(mode="after")
    def _database_can_be_entered(self) -> Self:
        self.database_address()
        return self

    def database_address(self) -> str:
        """Read the file that is named; raises ``ValueError`` with a French sentence that names the variable."""
        variable = f"{self.model_config.get('env_prefix', '')}DATABASE_URL"
        return complete(self.database_url, self.database_password_file, variable=variable)

    @classmethod
    def from_environment(cls) -> Self:
        """Read the settings; raises ``pydantic.ValidationError`` that names every variable missing or wrong."""
        return cls()  # type: ignore[call-arg]  # the environment gives what is not named here
