"""Idempotency-Key over HTTP: which request is a repeat of which, and the kept answer as a response."""

import hashlib
import re
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import HeaderParameter
from litestar.response.base import ASGIResponse

from shared.http.errors import RepeatKeyMissing
from shared.http.exchange import Exchange
from shared.idempotency.repeatable import Answer, Repeatable, scope_of
from shared.identity.caller import Caller

KEY = re.compile(r"[\x21-\x7e]{8,200}")
JSON = "application/json"


def response(answer: Answer) -> ASGIResponse:
    """Return an answer as it is sent: its bytes are kept as they are, so there is nothing left to render."""
    return ASGIResponse(body=answer.body, status_code=answer.status, headers=dict(answer.headers), media_type=JSON)


async def provide_repeatable(
    request: Exchange,
    caller: NamedDependency[Caller],
    idempotency_key: Annotated[
        str | None,
        HeaderParameter(
            name="Idempotency-Key",
            description="Drawn by the client for each new request, for example a UUID; the same when it is repeated.",
        ),
    ] = None,
) -> Repeatable:
    """Read the header, for handlers that ask for ``repeatable: NamedDependency[Repeatable]``."""
    return repeatable_request(request, caller, idempotency_key, await request.body())


def repeatable_request(request: Exchange, caller: Caller, key: str | None, body: bytes) -> Repeatable:
    """Describe a request; a form passes its hidden token as ``key``. Raises ``RepeatKeyMissing``."""
    bare = (key or "").strip().removeprefix('"').removesuffix('"')
    if not KEY.fullmatch(bare):
        raise RepeatKeyMissing(
            "Ajoutez l’en-tête Idempotency-Key, de 8 à 200 caractères sans espace ni accent, tiré au sort pour chaque "
            "nouvelle demande (un UUID convient) et repris tel quel si vous la renvoyez."
        )
    asked = f"{request.method} {request.scope['path']}\n".encode() + body
    return Repeatable(key=bare, scope=scope_of(caller.account_id), request_sha256=hashlib.sha256(asked).hexdigest())
