"""Use case: accept a manifestation."""

from datetime import datetime
from uuid import UUID

import asyncpg

from services.submission.manifestations.accept_store import FirstVersion, insert_manifestations
from services.submission.manifestations.errors import ExternalIdTaken
from services.submission.manifestations.rules import Registration
from services.submission.manifestations.store import Manifestation, get_by_external_id
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.http.idempotency import Answer, Repeatable, kept, patient, replayed
from shared.http.idempotency_store import KeptAnswer
from shared.outbox.append import outbox_row
from shared.postgres.database import Database


def submitted(
    manifestation_id: UUID, registration: Registration, *, owner_key_id: str, edition: int, now: datetime
) -> Manifestation:
    """Return a manifestation as it is when it has just been registered."""
    return Manifestation(
        id=manifestation_id,
        version=1,
        state="submitted",
        edition=edition,
        region_code=registration.content.place.region_code,
        organiser=registration.organiser,
        content=registration.content,
        external_id=registration.external_id,
        owner_key_id=owner_key_id,
        created_at=now,
        updated_at=now,
        heard=None,
    )


async def accept(database: Database, manifestation: Manifestation, answer: KeptAnswer) -> bool:
    """Keep the manifestation, tell of it and keep what is answered: all of it, or nothing; False for a repeat.

    Registrations of one moment share a statement. Raises ``ExternalIdTaken`` where the same key used the reference
    before, ``Conflict`` where the first request under the same repeat key is still at work.
    """
    event = ManifestationChanged(
        manifestation_id=manifestation.id,
        version=manifestation.version,
        state=manifestation.state,
        edition=manifestation.edition,
        region_code=manifestation.region_code,
        organiser=manifestation.organiser,
        content=manifestation.content,
        changed_at=manifestation.updated_at,
    )
    reference, owner = manifestation.external_id, manifestation.owner_key_id
    first_version = FirstVersion(event, reference, owner, outbox_row(MANIFESTATIONS, event), answer)
    try:
        with patient():
            return await database.together(insert_manifestations, first_version)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "manifestations_external_id_names_one_per_owner":
            raise
        async with database.autocommit(wakes=False) as connection:
            bearer = await get_by_external_id(connection, owner, str(reference))
        raise ExternalIdTaken(str(reference), bearer) from error


async def accept_once(
    database: Database, manifestation: Manifestation, repeatable: Repeatable, answer: Answer
) -> Answer:
    """Accept it and return ``answer``; for a repeat, what the first was answered. Raises as ``accept`` does."""
    if await accept(database, manifestation, kept(repeatable, answer)):
        return answer
    async with database.autocommit(wakes=False) as connection:
        return await replayed(connection, repeatable)
