"""Use case: accept a manifestation."""

from datetime import datetime
from uuid import UUID

from services.submission.errors import ExternalIdTaken
from services.submission.rules import Registration
from services.submission.store import get_by_external_id, insert_manifestation
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def accept(
    tx: Tx,
    manifestation_id: UUID,
    registration: Registration,
    *,
    owner_key_id: str,
    edition: int,
    now: datetime,
) -> None:
    """Keep the manifestation and tell of it; both are there once the transaction commits, or neither is.

    Raises ``ExternalIdTaken`` where the same key used the reference before.
    """
    event = ManifestationChanged(
        manifestation_id=manifestation_id,
        version=1,
        state="submitted",
        edition=edition,
        region_code=registration.content.place.region_code,
        organiser=registration.organiser,
        content=registration.content,
        changed_at=now,
    )
    reference, row = registration.external_id, outbox_row(MANIFESTATIONS, event)
    written = await insert_manifestation(tx, event, external_id=reference, owner_key_id=owner_key_id, outbox=row)
    if not written:
        raise ExternalIdTaken(str(reference), await get_by_external_id(tx, owner_key_id, str(reference)))
