"""Numbers for which the stand-in behaves as the real register does on a bad day."""

from collections import Counter
from dataclasses import dataclass, field

SLOW_SECONDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is sent in place of an answer."""

    status: int
    body: bytes
    content_type: bytes = b"application/json"
    headers: tuple[tuple[bytes, bytes], ...] = field(default=())


BUSY = Incident(status=429, body=b'{"erreur":"Too Many Requests"}', headers=((b"retry-after", b"1"),))

ALWAYS = {
    "999999428": BUSY,
    "999999501": Incident(
        status=500,
        body='{"erreur":"Une erreur inattendue s\'est produite. Veuillez réessayer plus tard."}'.encode(),
    ),
    "999999527": Incident(
        status=502, body=b"<html><body><h1>502 Bad Gateway</h1></body></html>", content_type=b"text/html"
    ),
    "999999998": Incident(status=200, body=b'{"results": [{"siren": "9999'),
}
"""Too many requests, an error of theirs, a proxy without a server behind it, an answer that stops in its middle."""

EVERY_OTHER_TIME = {"999999436": BUSY}
SLOW = frozenset({"999999048"})


class Incidents:
    """Decides what goes wrong; remembers how often it was asked."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()

    def for_number(self, number: str) -> Incident | None:
        """Return what to send instead of an answer to a question about ``number``, None where all is well."""
        siren = number.replace(" ", "")[:9]
        self._asked[siren] += 1
        if siren in EVERY_OTHER_TIME and self._asked[siren] % 2:
            return EVERY_OTHER_TIME[siren]
        return ALWAYS.get(siren)

    def seconds_before(self, number: str) -> int:
        """Return how long to keep the caller waiting."""
        return SLOW_SECONDS if number.replace(" ", "")[:9] in SLOW else 0
