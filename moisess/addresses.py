"""Where the servers are: what the environment says, or else the stack on this machine."""

import os
from typing import Any

from pydantic import ValidationError

from moisess.misconfigured import misconfigured
from shared.kafka.cluster import Cluster
from shared.kafka.settings import KafkaSettings

KAFKA = "KAFKA_BOOTSTRAP_SERVERS"


class AddressUnknown(Exception):
    """No address was given and no local stack runs, or it cannot be used as it was given; the message is French."""


def kafka_cluster(given: str | None) -> Cluster:
    """Return the cluster and as whom a command speaks to it (``KAFKA_*``); raises ``AddressUnknown``."""
    address: dict[str, Any] = {KAFKA: given or _address(KAFKA)}
    try:
        return KafkaSettings(**address).cluster()
    except ValidationError as error:
        raise AddressUnknown("\n".join(misconfigured(error))) from error


def database_address(service: str) -> str:
    """Return the address of a service's database; raises ``AddressUnknown``."""
    return _address(f"{service.upper()}_DATABASE_URL")


def _address(variable: str) -> str:
    if given := os.environ.get(variable):
        return given
    # A server has the address and no local stack, whose packages are then not installed.
    from deploy.local import stack  # noqa: PLC0415
    from deploy.local.failures import StackFailed  # noqa: PLC0415

    try:
        return stack.environment()[variable]
    except StackFailed as failure:
        raise AddressUnknown(f"{variable} n’est pas renseignée. {failure}") from failure
