"""Addresses of servers that run elsewhere, given in the environment; the stack starts none of its own instead."""

import os
from dataclasses import dataclass, field

SERVICES = ("submission", "eligibility", "programme", "matchmaking")
KAFKA = "KAFKA_BOOTSTRAP_SERVERS"
REGISTER = "ELIGIBILITY_REGISTER_URL"


def database_variable(service: str) -> str:
    """Name the variable that holds the address of a service's database."""
    return f"{service.upper()}_DATABASE_URL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the environment names; None and missing entries are left to the stack."""

    kafka: str | None = None
    register: str | None = None
    databases: dict[str, str] = field(default_factory=dict)

    @property
    def all_databases(self) -> bool:
        """True where no database is left to the stack."""
        return set(SERVICES) <= set(self.databases)

    def environment(self) -> dict[str, str]:
        """Return it as variables again."""
        named = {KAFKA: self.kafka, REGISTER: self.register}
        databases = {database_variable(service): url for service, url in self.databases.items()}
        return {name: value for name, value in named.items() if value} | databases


def given() -> Given:
    """Read the environment; an empty variable counts as absent."""
    return Given(
        kafka=os.environ.get(KAFKA) or None,
        register=os.environ.get(REGISTER) or None,
        databases={service: url for service in SERVICES if (url := os.environ.get(database_variable(service)))},
    )
