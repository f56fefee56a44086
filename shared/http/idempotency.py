"""Idempotency-Key: a repeated request gets the first one's answer, and the work is done once."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any

import asyncpg
import msgspec
from litestar import Response
from litestar.di import NamedDependency
from litestar.params import HeaderParameter

from shared.errors import Conflict
from shared.http.access import Caller
from shared.http.errors import RepeatKeyMissing, RepeatKeyReused
from shared.http.exchange import Exchange
from shared.http.idempotency_store import KeptAnswer, claim_repeat_key, find_remembered, save_remembered
from shared.postgres.database import Tx

KEY = re.compile(r"[\x21-\x7e]{8,200}")
JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeatable:
    """A request that may come twice: under which key, from whom, and what exactly it asked."""

    key: str
    scope: str
    request_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent, and kept for seven days."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, status: int, body: Any, headers: Mapping[str, str] | None = None) -> "Answer":
        """Make an answer whose body is the JSON of ``body``."""
        return cls(status=status, body=msgspec.json.encode(body), headers=dict(headers or {}))

    def response(self) -> Response[bytes]:
        """Return it as the framework sends it."""
        return Response(self.body, status_code=self.status, headers=dict(self.headers), media_type=JSON)


async def once(tx: Tx, repeatable: Repeatable, work: Callable[[], Awaitable[Answer]]) -> Answer:
    """Do ``work`` unless it was done before; its answer is kept in the same transaction, or neither is.

    A second request that arrives while the first is at work waits for it, then replays its answer; if the first
    fails, the second does the work. Raises ``RepeatKeyReused`` where the key came with another request, ``Conflict``
    where the first takes longer than the database's lock timeout.
    """
    with patient():
        first = await claim_repeat_key(tx, repeatable.scope, repeatable.key, repeatable.request_sha256)
    if not first:
        return await replayed(tx, repeatable)
    answer = await work()
    await save_remembered(
        tx,
        repeatable.scope,
        repeatable.key,
        status=answer.status,
        headers=dict(answer.headers),
        body=answer.body,
    )
    return answer


def kept(repeatable: Repeatable, answer: Answer) -> KeptAnswer:
    """Return the row that keeps an answer, for a use case that does its work in one statement."""
    return KeptAnswer(
        scope=repeatable.scope,
        key=repeatable.key,
        request_sha256=repeatable.request_sha256,
        status=answer.status,
        headers=dict(answer.headers),
        body=answer.body,
    )


@contextmanager
def patient() -> Iterator[None]:
    """Say ``Conflict`` where the first request under the same key takes longer than the database waits for a lock."""
    try:
        yield
    except asyncpg.LockNotAvailableError as error:
        raise Conflict(
            "La même demande est encore en cours de traitement : réessayez dans quelques secondes, avec la même clé.",
            retry_after_seconds=2,
        ) from error


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
    return Repeatable(key=bare, scope=f"key:{caller.key_id}", request_sha256=hashlib.sha256(asked).hexdigest())


async def replayed(tx: Tx, repeatable: Repeatable) -> Answer:
    """Return the answer of a request whose key is taken; raises as ``once`` does."""
    answer = await find_replay(tx, repeatable)
    if answer is None:
        raise Conflict("La première demande avec cette clé n’a pas laissé de réponse : tirez une nouvelle clé.")
    return answer


async def find_replay(tx: Tx, repeatable: Repeatable) -> Answer | None:
    """Return what the same request was answered before, if it was; raises ``RepeatKeyReused``."""
    row = await find_remembered(tx, repeatable.scope, repeatable.key)
    if row is None:
        return None
    if row.request_sha256 != repeatable.request_sha256:
        raise RepeatKeyReused(
            "Cette clé d’idempotence accompagne déjà une autre demande : tirez-en une nouvelle pour celle-ci. "
            "Pour répéter la première, renvoyez-la à l’identique."
        )
    if row.status is None or row.body is None:
        return None
    return Answer(status=row.status, body=row.body, headers={**(row.headers or {}), "Idempotency-Replayed": "true"})
