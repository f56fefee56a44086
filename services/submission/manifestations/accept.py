"""Use case: accept a manifestation."""

from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from services.submission.manifestations.announce import ANNOUNCE_RECEIPT, AnnounceReceipt
from services.submission.manifestations.errors import ExternalIdTaken
from services.submission.manifestations.rules.manifestation import Manifestation, Registration, changed
from services.submission.manifestations.store.manifestations import find_by_external_id
from services.submission.manifestations.store.register import REFERENCE_IS_TAKEN, insert_manifestation
from services.submission.manifestations.twins import refuse_twins
from services.submission.manifestations.whole import require_whole
from services.submission.pictures.require import require_picture
from shared.contracts.submission import MANIFESTATIONS
from shared.errors import Conflict
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import find_answer, get_answer, keep_answer, kept_answer, still_at_work
from shared.identity.caller import Caller
from shared.jobs.enqueue import job_row
from shared.outbox.append import outbox_row
from shared.postgres.database import Database

TRIES: Final = 3
RETRY_SECONDS: Final = 2


async def accept(
    database: Database, manifestation: Manifestation, repeatable: Repeatable, answer: Answer, *, caller: Caller
) -> Answer:
    """Keep the manifestation, tell of it and keep what is answered, all of it or nothing, and return the answer.

    A repeat does nothing and gets the first answer. Raises ``ExternalIdTaken`` where the same owner used the reference
    before, ``LooksRegistered`` where a reader would take it for another one and nobody said why it is none,
    ``FieldsRefused`` for a picture that is not kept or a whole that it cannot be part of, ``Conflict`` where the first
    request under the same repeat key is still at work, or the reference is taken and given back again and again.
    """
    if (said := manifestation.content).image or said.parent_id:
        async with database.autocommit(wakes=False) as connection:
            await require_picture(connection, said.image, manifestation.id)
            await require_whole(
                connection, said.parent_id, manifestation.id, edition=manifestation.edition, caller=caller
            )
    outbox = outbox_row(MANIFESTATIONS, changed(manifestation))
    receipt = AnnounceReceipt(manifestation_id=manifestation.id)
    # A program has its receipt: the answer.
    job = None if manifestation.by_program else job_row(ANNOUNCE_RECEIPT, receipt, key=str(manifestation.id))
    kept, alone = kept_answer(repeatable, answer), manifestation.another_because is None
    for _ in range(TRIES):
        try:
            async with database.autocommit() as connection:
                written = await insert_manifestation(connection, manifestation, kept, outbox, job, alone=alone)
                if written is None:
                    # What is near may be what this very request registered when it came the first time.
                    if before := await find_answer(connection, repeatable):
                        return before
                    await refuse_twins(connection, manifestation, caller)
                    written = await insert_manifestation(connection, manifestation, kept, outbox, job, alone=False)
                return answer if written else await get_answer(connection, repeatable)
        except asyncpg.LockNotAvailableError as error:
            raise still_at_work() from error
        except asyncpg.UniqueViolationError as error:
            if error.constraint_name != REFERENCE_IS_TAKEN:
                raise
            # Where nothing bears the reference any more, it was withdrawn just now and the reference is free.
            if bearer := await _bearer(database, manifestation):
                raise ExternalIdTaken(str(manifestation.external_id), bearer) from error
    raise Conflict(
        f"Votre référence « {manifestation.external_id} » ne cesse d’être inscrite et retirée en ce moment : réessayez "
        "dans quelques secondes, avec la même clé.",
        retry_after_seconds=RETRY_SECONDS,
    )


async def answered_before(database: Database, repeatable: Repeatable) -> Answer | None:
    """Return the answer that was kept under a key; None where there is none."""
    async with database.autocommit(wakes=False) as connection:
        return await find_answer(connection, repeatable)


async def keep_answered(database: Database, repeatable: Repeatable, answer: Answer) -> Answer:
    """Keep what is answered to work that may be done twice; return the first answer where there was one meanwhile."""
    async with database.transaction() as tx:
        if await keep_answer(tx, repeatable, answer):
            return answer
        return await get_answer(tx, repeatable)


def submitted(
    manifestation_id: UUID,
    registration: Registration,
    *,
    caller: Caller,
    team_id: UUID | None = None,
    edition: int,
    now: datetime,
) -> Manifestation:
    """Return a manifestation as it is when it has just been registered by ``caller``."""
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
        chamber_answers=registration.chamber_answers,
        owner_id=caller.account_id,
        team_id=team_id,
        changed_by=caller.account_id,
        changed_as=caller.role,
        created_at=now,
        updated_at=now,
        another_because=registration.another_because,
        by_program=caller.key_id is not None,
    )


async def _bearer(database: Database, manifestation: Manifestation) -> UUID | None:
    reference = str(manifestation.external_id)
    async with database.autocommit(wakes=False) as connection:
        return await find_by_external_id(connection, manifestation.owner_id, manifestation.edition, reference)
