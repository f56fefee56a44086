"""How often links are sent: nobody floods a mailbox, and nobody tries a list of addresses."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from litestar import Request

from shared.french.typography import plural
from shared.http.buckets import Buckets, Rate, Standing
from shared.http.client_address import source_of
from shared.http.errors import TooManyRequests

OF_AN_ADDRESS = Rate(name="links-of-an-address", per_second=1 / 300, burst=5)
OF_A_CLIENT = Rate(name="links-of-a-client", per_second=1 / 30, burst=30)
"""A whole office may share an address of the network."""
MINUTE = 60


class LinkLimits:
    """In memory, each process for itself (decisions/0020); an address is known here whether anybody has it or not."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        """Begin with nobody counted."""
        self._addresses = Buckets(OF_AN_ADDRESS, clock=clock)
        self._clients = Buckets(OF_A_CLIENT, clock=clock)

    def count(self, request: Request[Any, Any, Any], email: str) -> None:
        """Count one link that is asked for; raises ``TooManyRequests``."""
        _refuse(self._clients.take(source_of(request.scope)), "Trop de liens ont été demandés depuis votre réseau")
        _refuse(self._addresses.take(email.lower()), "Trop de liens ont été demandés pour cette adresse")


def _refuse(standing: Standing, what: str) -> None:
    if standing.refused:
        raise TooManyRequests(
            f"{what} : regardez dans votre boîte, et dans les indésirables, ou patientez "
            f"{plural(-(-standing.seconds // MINUTE), 'minute')}.",
            retry_after_seconds=standing.seconds,
        )
