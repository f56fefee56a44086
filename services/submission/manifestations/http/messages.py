"""The door for programs that read what the chamber asks, answer it, or appeal against a refusal."""

from datetime import datetime
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from services.submission.manifestations.answers.thread import ThreadAnswer, thread_answer
from services.submission.manifestations.bodies import examples
from services.submission.manifestations.bodies.words import AppealBody, NoteBody
from services.submission.manifestations.history import written_of
from services.submission.manifestations.ownership import reachable
from services.submission.manifestations.say import Words, require_own, say
from shared.editions.editions import Editions
from shared.http.conditional import IfMatch, etag, expected_version
from shared.http.openapi import EXAMPLE
from shared.identity.caller import Caller
from shared.postgres.database import Database, Tx

CREATED = 201


@get("/manifestations/{manifestation_id:uuid}/messages")
async def list_messages(
    *,
    manifestation_id: FromPath[UUID],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
) -> Response[ThreadAnswer]:
    """List what organiser and chamber have written to each other; a chamber reads it at its desk."""
    async with database.transaction(readonly=True) as tx:
        return await _shown(tx, manifestation_id, caller)


@post("/manifestations/{manifestation_id:uuid}/messages", status_code=CREATED, opt={EXAMPLE: examples.NOTE})
async def write_message(
    *,
    manifestation_id: FromPath[UUID],
    data: JSONBody[NoteBody],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    now: NamedDependency[datetime],
    if_match: IfMatch = None,
) -> Response[ThreadAnswer]:
    """Write to whoever decides, or answer them, by a version that says the same otherwise.

    Where changes were asked for, an answer brings it back to whoever asked, as an amendment does. The same words on the
    same version again make no other message.
    """
    return await _write(
        database,
        editions,
        manifestation_id,
        words=data.words(),
        caller=caller,
        expected_version=expected_version(if_match),
        now=now,
    )


@post("/manifestations/{manifestation_id:uuid}/appeal", status_code=CREATED, opt={EXAMPLE: examples.APPEAL})
async def appeal_against_refusal(
    *,
    manifestation_id: FromPath[UUID],
    data: JSONBody[AppealBody],
    caller: NamedDependency[Caller],
    database: NamedDependency[Database],
    editions: NamedDependency[Editions],
    now: NamedDependency[datetime],
    if_match: IfMatch = None,
) -> Response[ThreadAnswer]:
    """Have a refusal looked at again, by somebody else than who refused; the national team is the last.

    409 where nothing is refused as it stands, or where the national team has confirmed the refusal.
    """
    return await _write(
        database,
        editions,
        manifestation_id,
        words=data.words(),
        caller=caller,
        expected_version=expected_version(if_match),
        now=now,
    )


async def _write(
    database: Database,
    editions: Editions,
    manifestation_id: UUID,
    *,
    words: Words,
    caller: Caller,
    expected_version: int,
    now: datetime,
) -> Response[ThreadAnswer]:
    async with database.transaction() as tx:
        manifestation = await reachable(tx, manifestation_id, caller)
        editions.writable(manifestation.edition)
        await say(tx, manifestation, words, caller=caller, expected_version=expected_version, now=now)
        return await _shown(tx, manifestation_id, caller)


async def _shown(tx: Tx, manifestation_id: UUID, caller: Caller) -> Response[ThreadAnswer]:
    manifestation = await reachable(tx, manifestation_id, caller)
    require_own(manifestation, caller)
    answer = thread_answer(manifestation, await written_of(tx, manifestation_id))
    return Response(answer, headers={"ETag": etag(manifestation.version), "Cache-Control": "no-store"})
