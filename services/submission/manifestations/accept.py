"""Use case: accept a manifestation."""

from datetime import datetime
from uuid import UUID

import asyncpg

from services.submission.manifestations.errors import ExternalIdTaken
from services.submission.manifestations.rules.manifestation import Manifestation, Registration, changed
from services.submission.manifestations.store.manifestations import get_by_external_id
from services.submission.manifestations.store.register import insert_manifestation
from shared.contracts.submission import MANIFESTATIONS
from shared.idempotency.answer import Answer, Repeatable
from shared.idempotency.store import get_answer, kept_answer, still_at_work
from shared.outbox.append import outbox_row
from shared.postgres.database import Database


async def accept(database: Database, manifestation: Manifestation, repeatable: Repeatable, answer: Answer) -> Answer:
    """Keep the manifestation, tell of it and keep what is answered, all of it or nothing, and return the answer.

    A repeat does nothing and gets the first answer. Raises ``ExternalIdTaken`` where the same owner used the reference
    before, ``Conflict`` where the first request under the same repeat key is still at work.
    """
    outbox = outbox_row(MANIFESTATIONS, changed(manifestation))
    try:
        async with database.autocommit() as connection:
            if await insert_manifestation(connection, manifestation, kept_answer(repeatable, answer), outbox):
                return answer
            return await get_answer(connection, repeatable)
    except asyncpg.LockNotAvailableError as error:
        raise still_at_work() from error
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "manifestations_external_id_names_one_per_owner":
            raise
        raise await _taken(database, manifestation) from error


def submitted(
    manifestation_id: UUID, registration: Registration, *, owner_id: str, edition: int, now: datetime
) -> Manifestation:
    """Return a manifestation as it is when it has just been registered."""
    return Manifestation(
        id=manifestation_id,
        version=1,
        state="submitted",
        edition=edition,
        region_code=registration.region_code,
        organiser=registration.organiser,
        content=registration.content,
        external_id=registration.external_id,
        note=registration.note,
        owner_id=owner_id,
        created_at=now,
        updated_at=now,
    )


async def _taken(database: Database, manifestation: Manifestation) -> ExternalIdTaken:
    reference = str(manifestation.external_id)
    async with database.autocommit(wakes=False) as connection:
        bearer = await get_by_external_id(connection, manifestation.owner_id, manifestation.edition, reference)
    return ExternalIdTaken(reference, bearer)
