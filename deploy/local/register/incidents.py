"""How the stand-in behaves as the real register does on a bad day: for some numbers always, for all when it is told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SLOW_SECONDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is sent in place of an answer, or with ``status`` 0 before it."""

    status: int
    body: bytes = b""
    content_type: bytes = b"application/json"
    headers: tuple[tuple[bytes, bytes], ...] = field(default=())
    length: int | None = None
    """What is said of the body's length, where that is not true."""
    after_seconds: float = 0


BUSY = Incident(status=429, body=b'{"erreur":"Too Many Requests"}', headers=((b"retry-after", b"1"),))
BROKEN = Incident(
    status=500, body='{"erreur":"Une erreur inattendue s\'est produite. Veuillez réessayer plus tard."}'.encode()
)
NO_GATEWAY = Incident(status=502, body=b"<html><body><h1>502 Bad Gateway</h1></body></html>", content_type=b"text/html")
CUT_SHORT = Incident(status=200, body=b'{"results": [{"siren": "9999')
HALF_A_BODY = replace(CUT_SHORT, length=2000)
GARBAGE = Incident(status=200, body=b"\xff\xfe\x00{[" + b"\x00" * 64)
SLOW = Incident(status=0, after_seconds=SLOW_SECONDS)

BY_NAME = {
    "busy": BUSY,
    "broken": BROKEN,
    "no_gateway": NO_GATEWAY,
    "cut_short": CUT_SHORT,
    "half_a_body": HALF_A_BODY,
    "garbage": GARBAGE,
    "slow": SLOW,
}
"""Too many requests, an error of theirs, a proxy without a server behind it, an answer that stops in its middle, one
whose connection ends before it does, bytes that are none, an answer that lets wait."""

ALWAYS = {
    "999999428": BUSY,
    "999999501": BROKEN,
    "999999527": NO_GATEWAY,
    "999999998": CUT_SHORT,
    "999999048": SLOW,
}
EVERY_OTHER_TIME = {"999999436": BUSY}


class UnknownIncident(Exception):
    """Nothing of that name can go wrong here."""


class Incidents:
    """Decides what goes wrong; remembers how often it was asked, and what it was told."""

    def __init__(self) -> None:
        """Begin with a good day."""
        self._asked: Counter[str] = Counter()
        self._told: Incident | None = None

    def tell(self, parameters: Mapping[str, str]) -> None:
        """Let every answer go wrong from now on; ``incident`` names how, and where none is named all is well again."""
        name = parameters.get("incident")
        if not name:
            self._told = None
            return
        if name not in BY_NAME:
            raise UnknownIncident(name)
        told = BY_NAME[name]
        if "retry_after" in parameters:
            told = replace(told, headers=((b"retry-after", parameters["retry_after"].encode()),))
        if "seconds" in parameters:
            told = replace(told, after_seconds=float(parameters["seconds"]))
        self._told = told

    def for_number(self, number: str) -> Incident | None:
        """Return what goes wrong with a question about ``number``, None where all is well."""
        siren = number.replace(" ", "")[:9]
        self._asked[siren] += 1
        if self._told:
            return self._told
        if siren in EVERY_OTHER_TIME and self._asked[siren] % 2:
            return EVERY_OTHER_TIME[siren]
        return ALWAYS.get(siren)
