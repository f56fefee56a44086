"""Addresses of servers that run elsewhere, given in the environment; the stack starts none of its own instead."""

import os
from dataclasses import dataclass, field

from shared.postgres.address import password_variable

SERVICES = ("submission", "eligibility", "programme", "matchmaking")
KAFKA = "KAFKA_BOOTSTRAP_SERVERS"
REGISTER = "ELIGIBILITY_REGISTER_URL"
SMTP = "SUBMISSION_SMTP_HOST"
MEDIA = "MEDIA_URL"


def database_variable(service: str) -> str:
    """Name the variable that holds the address of a service's database."""
    return f"{service.upper()}_DATABASE_URL"


def owner_variable(service: str) -> str:
    """Name the variable that holds its address for the role that may change its tables."""
    return f"{service.upper()}_DATABASE_OWNER_URL"


def rates(per_second: int) -> dict[str, str]:
    """Return the variables under which one key, or one address, may ask so often; for whoever drives a service hard."""
    names = [f"{counted}_{at}" for counted in ("WRITES", "ITEMS", "ANONYMOUS") for at in ("PER_SECOND", "BURST")]
    return {f"{service.upper()}_{name}": str(per_second) for service in SERVICES for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the environment names; None and missing entries are left to the stack."""

    kafka: str | None = None
    register: str | None = None
    smtp: str | None = None
    media: str | None = None
    databases: dict[str, str] = field(default_factory=dict)
    password_files: dict[str, str] = field(default_factory=dict)
    """By service, where the address of its database holds no password."""

    @property
    def all_databases(self) -> bool:
        """True where no database is left to the stack."""
        return set(SERVICES) <= set(self.databases)

    def environment(self) -> dict[str, str]:
        """Return it as variables again."""
        named = {KAFKA: self.kafka, REGISTER: self.register, SMTP: self.smtp, MEDIA: self.media}
        databases = {database_variable(service): url for service, url in self.databases.items()}
        files = {password_variable(database_variable(service)): file for service, file in self.password_files.items()}
        return {name: value for name, value in named.items() if value} | databases | files


def given() -> Given:
    """Read the environment; an empty variable counts as absent."""
    return Given(
        kafka=os.environ.get(KAFKA) or None,
        register=os.environ.get(REGISTER) or None,
        smtp=os.environ.get(SMTP) or None,
        media=os.environ.get(MEDIA) or None,
        databases=_by_service({service: database_variable(service) for service in SERVICES}),
        password_files=_by_service({service: password_variable(database_variable(service)) for service in SERVICES}),
    )


def _by_service(variables: dict[str, str]) -> dict[str, str]:
    return {service: value for service, variable in variables.items() if (value := os.environ.get(variable))}
