"""Where the servers are: what the environment says, or else the stack on this machine."""

import os

KAFKA = "KAFKA_BOOTSTRAP_SERVERS"


class AddressUnknown(Exception):
    """No address was given and no local stack runs; the message is French."""


def kafka_address(given: str | None) -> str:
    """Return the broker's address; raises ``AddressUnknown``."""
    return given or _address(KAFKA)


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
