"""Whose request it is, as far as its address tells: through proxies of ours alone, and by network where it is IPv6."""

import ipaddress
from collections.abc import Mapping, Sequence
from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED_FOR = b"x-forwarded-for"
NOBODY = "unknown"
SITE_BITS = 64


def client_source(scope: Mapping[str, Any], trusted_proxies: Sequence[Network]) -> str:
    """Return the IPv4 address, or the IPv6 network of 64 bits, that a request is counted for.

    ``X-Forwarded-For`` is read from its end, and each word of it believed only because a trusted proxy wrote it.
    """
    peer = _parsed(scope["client"][0]) if scope.get("client") else None
    if peer is None:
        return NOBODY
    believed = peer
    for word in reversed(_forwarded(scope)):
        if not any(believed in network for network in trusted_proxies):
            break
        named = _parsed(word)
        if named is None:
            break
        believed = named
    return _source(believed)


def _forwarded(scope: Mapping[str, Any]) -> list[str]:
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == FORWARDED_FOR]
    return [word.strip() for line in lines for word in line.split(",")]


def _parsed(written: str) -> Address | None:
    """Read an address, with the port that some proxies put behind it."""
    host = written
    if written.startswith("["):
        host = written[1:].partition("]")[0]
    elif written.count(":") == 1:
        host = written.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, ipaddress.IPv6Address) else parsed


def _source(address: Address) -> str:
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, SITE_BITS), strict=False))
    return str(address)
