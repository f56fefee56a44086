"""Where the servers are: what the environment says, or else the stack on this machine."""

import os
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from moisess.misconfigured import misconfigured
from shared.kafka.cluster import Cluster
from shared.kafka.settings import KafkaSettings
from shared.postgres.address import address_in

KAFKA = "KAFKA_BOOTSTRAP_SERVERS"


class AddressUnknown(Exception):
    """No address was given and no local stack runs, or it cannot be used as it was given; the message is French."""


def kafka_cluster(given: str | None) -> Cluster:
    """Return the cluster and as whom a command speaks to it (``KAFKA_*``); raises ``AddressUnknown``."""
    address: dict[str, Any] = {KAFKA: given or os.environ.get(KAFKA) or _local(KAFKA)}
    try:
        return KafkaSettings(**address).cluster()
    except ValidationError as error:
        raise AddressUnknown("\n".join(misconfigured(error))) from error


def database_address(service: str) -> str:
    """Return the address of a service's database, as the service enters it; raises ``AddressUnknown``."""
    return _database(f"{service.upper()}_DATABASE_URL")


def owner_address(service: str) -> str:
    """Return it for the role that may change tables; raises ``AddressUnknown``.

    Where only the service's own address is given, the local stack is not looked for: it would be another database.
    """
    variable, runtime = f"{service.upper()}_DATABASE_OWNER_URL", f"{service.upper()}_DATABASE_URL"
    if os.environ.get(runtime) and not os.environ.get(variable):
        raise AddressUnknown(
            f"{variable} n’est pas renseignée : donnez-y l’adresse de la base de {service} pour le rôle qui la "
            f"possède. Celui de {runtime} n’a pas le droit de changer les tables."
        )
    return _database(variable)


def _database(variable: str) -> str:
    try:
        return address_in(os.environ, variable) or _local(variable)
    except ValueError as error:
        raise AddressUnknown(str(error)) from error


def _local(variable: str) -> str:
    try:
        # A server has the address and no local stack, whose packages are then not installed.
        from deploy.local import stack  # noqa: PLC0415
        from deploy.local.failures import StackFailed  # noqa: PLC0415
    except ImportError as error:
        raise AddressUnknown(f"{variable} n’est pas renseignée.") from error
    try:
        addresses: Mapping[str, str] = stack.environment() | stack.owner_environment()
    except StackFailed as failure:
        raise AddressUnknown(f"{variable} n’est pas renseignée. {failure}") from failure
    return addresses[variable]
