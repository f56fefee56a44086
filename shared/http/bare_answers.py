"""Answers to requests that never reach the application: too large, too slow, no HTTP, one too many."""

from typing import Any

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from shared.errors import DomainError, Unavailable
from shared.http.errors import AddressOdd, HeadersTooLarge, RequestUnreadable, TooSlow
from shared.http.headers import OF_EVERY_SITE
from shared.http.problems import MEDIA_TYPE, content

LARGEST_HEAD = 32 * 1024
"""Bytes of the request line and all headers."""
MOST_HEADERS = 100
HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0
"""For each megabyte of it."""

TOO_LARGE = HeadersTooLarge(
    f"Les en-têtes de la demande dépassent {LARGEST_HEAD // 1024} ko, ou sont plus de {MOST_HEADERS} : réduisez-les "
    "(des cookies trop nombreux, le plus souvent), puis renvoyez la demande."
)
TOO_SLOW = TooSlow(
    f"La demande n’est pas arrivée entière : {HEAD_SECONDS:.0f} secondes pour les en-têtes et {BODY_SECONDS:.0f} pour "
    "chaque Mo du corps au plus. Renvoyez-la, d’un réseau plus rapide si elle contient un fichier."
)
UNREADABLE = RequestUnreadable("Ce qui est arrivé n’est pas une demande HTTP bien formée : vérifiez-la.")
ODD = AddressOdd(
    "L’adresse contient « // », « . » ou « .. » entre deux barres, une barre inversée, ou un code (%…) qui ne "
    "devrait pas y être : écrivez-la comme nos liens."
)
HOST_UNCLEAR = RequestUnreadable("L’en-tête Host est absent, répété ou mal formé : une demande en a un, et un seul.")
PROTECTING = [(name.encode(), value.encode()) for name, value in OF_EVERY_SITE.items()]
BUSY = Unavailable("Trop de demandes à la fois : réessayez dans quelques instants.", retry_after_seconds=2)


def bare_answer(problem: DomainError) -> bytes:
    """Return a whole answer, head and body, behind which the connection ends."""
    body = _body(problem)
    fields = [*_fields(body), (b"connection", b"close")]
    head = b"".join(b"%b: %b\r\n" % field for field in fields)
    return STATUS_LINE[problem.status] + head + b"\r\n" + body


async def answer_busy(_scope: Any, _receive: Any, send: Any) -> None:
    """Answer in the place of the application that there are too many requests now."""
    await send_bare(send, BUSY, (b"retry-after", str(BUSY.retry_after_seconds).encode()), (b"connection", b"close"))


async def send_bare(send: Any, problem: DomainError, *more: tuple[bytes, bytes]) -> None:
    """Send an answer in the place of the application, by ASGI."""
    body = _body(problem)
    await send({"type": "http.response.start", "status": problem.status, "headers": [*_fields(body), *more]})
    await send({"type": "http.response.body", "body": body})


def _fields(body: bytes) -> list[tuple[bytes, bytes]]:
    own = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    return [*own, *PROTECTING]


def _body(problem: DomainError) -> bytes:
    # Which address was asked for may not have been read.
    return msgspec.json.encode(content(problem, instance="/"))
