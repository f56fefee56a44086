"""Whose request it is, as far as its address tells: through proxies of ours alone, and by network where it is IPv6."""

import ipaddress
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED_FOR = b"x-forwarded-for"
NOBODY = "unknown"
SITE_BITS = 64


def client_of(scope: Mapping[str, Any], trusted_proxies: Collection[Network]) -> tuple[str, int] | None:
    """Return address and port of whoever asks, as the ``client`` of a scope; a port of 0 where only a proxy knows it.

    ``X-Forwarded-For`` is read from its end, and each word of it believed only because a trusted proxy wrote it.
    """
    peer: tuple[str, int] | None = scope.get("client")
    believed = parse_address(peer[0]) if peer else None
    if peer is None or believed is None:
        return peer
    client = peer
    for word in reversed(_forwarded(scope)):
        if not any(believed in network for network in trusted_proxies):
            break
        named = parse_address(word)
        if named is None:
            break
        believed, client = named, (str(named), 0)
    return client


def source_of(scope: Mapping[str, Any]) -> str:
    """Return the IPv4 address, or the IPv6 network of 64 bits, that a request is counted for."""
    client: tuple[str, int] | None = scope.get("client")
    address = parse_address(client[0]) if client else None
    return _source(address) if address else NOBODY


def _forwarded(scope: Mapping[str, Any]) -> list[str]:
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == FORWARDED_FOR]
    return [word.strip() for line in lines for word in line.split(",")]


@lru_cache(maxsize=1024)
def parse_address(written: str) -> Address | None:
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
