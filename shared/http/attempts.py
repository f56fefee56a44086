"""A limit on sign-ins per address.

Kept in memory, each process for itself: a key has 256 random bits, so no number of attempts finds one, and what the
limit guards is the database and the log. In exchange no address of a person is stored anywhere.
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from shared.http.errors import TooManyAttempts

ATTEMPTS = 10
WINDOW_SECONDS = 300.0
ADDRESSES = 10_000


class AttemptLimit:
    """At most ten attempts in five minutes from one IPv4 address or one IPv6 network of 64 bits."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nobody counted."""
        self._clock = clock
        self._seen: OrderedDict[str, list[float]] = OrderedDict()

    def count(self, address: str) -> None:
        """Count one attempt; raises ``TooManyAttempts`` where it is one too many."""
        now, source = self._clock(), _source(address)
        recent = [at for at in self._seen.pop(source, []) if now - at < WINDOW_SECONDS]
        full = len(recent) >= ATTEMPTS
        self._seen[source] = recent if full else [*recent, now]
        while len(self._seen) > ADDRESSES:
            self._seen.popitem(last=False)
        if full:
            wait = int(recent[0] + WINDOW_SECONDS - now) + 1
            raise TooManyAttempts(
                f"Trop de tentatives de connexion depuis votre réseau : patientez {_minutes(wait)}, puis réessayez.",
                retry_after_seconds=wait,
            )

    def forget(self, address: str) -> None:
        """Reset the count after a success."""
        self._seen.pop(_source(address), None)


def _source(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "une minute" if minutes <= 1 else f"{minutes} minutes"
