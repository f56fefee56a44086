"""Who asked, as log lines tell it: account and role once known, and a network where there was an address."""

from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_network
from typing import Any

from shared.http.client_address import parse_address
from shared.identity.caller import Caller

PREFIXES = {4: 24, 6: 48}
"""Bits of an address that are kept: enough to tell one source from another, too little to tell a household."""


def remember_caller(scope: Any, caller: Caller) -> None:
    """Keep in the request who makes it, where the framework's own authentication would."""
    scope["user"] = caller


def asker(scope: Mapping[str, Any]) -> dict[str, str]:
    """Return ``account``, ``role`` and ``client``, as far as they are known."""
    facts = {}
    caller = scope.get("user")
    if isinstance(caller, Caller):
        facts = {"account": caller.account_id, "role": caller.role}
    client = scope.get("client")
    if client and (network := network_of(client[0])):
        facts["client"] = network
    return facts


@lru_cache(maxsize=1024)
def network_of(address: str) -> str | None:
    """Return the network of an address: 24 bits of IPv4, 48 of IPv6; None for what is no address."""
    parsed = parse_address(address)
    return str(ip_network((parsed, PREFIXES[parsed.version]), strict=False)) if parsed else None
