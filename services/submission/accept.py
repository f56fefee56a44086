"""Use case: accept a manifestation."""

from datetime import datetime
from uuid import UUID

import asyncpg

from services.submission.errors import ExternalIdTaken
from services.submission.rules import Registration
from services.submission.store import Manifestation, get_by_external_id, insert_manifestation
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.http.idempotency_store import KeptAnswer
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


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


async def accept(connection: Tx, manifestation: Manifestation, answer: KeptAnswer) -> bool:
    """Keep the manifestation, tell of it and keep what is answered: all of it, or nothing; False for a repeat.

    Takes a connection outside a transaction: the statement is one. Raises ``ExternalIdTaken`` where the same key used
    the reference before.
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
    try:
        return await insert_manifestation(
            connection,
            event,
            external_id=reference,
            owner_key_id=owner,
            outbox=outbox_row(MANIFESTATIONS, event),
            answer=answer,
        )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "manifestations_external_id_names_one_per_owner":
            raise
        raise ExternalIdTaken(str(reference), await get_by_external_id(connection, owner, str(reference))) from error
