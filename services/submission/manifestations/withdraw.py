"""Use case: take a manifestation back."""

from datetime import datetime

from services.submission.manifestations.errors import AlreadyWithdrawn, ManifestationUnknown
from services.submission.manifestations.store import Manifestation, find_manifestation, update_manifestation
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.http.conditional import require_version
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def withdraw(tx: Tx, manifestation: Manifestation, *, expected_version: int, now: datetime) -> None:
    """Write the last version and tell of it; the same withdrawal twice changes nothing more.

    Raises ``VersionChanged`` where another change came first, ``AlreadyWithdrawn`` for a new withdrawal.
    """
    event = ManifestationChanged(
        manifestation_id=manifestation.id,
        version=expected_version + 1,
        state="withdrawn",
        edition=manifestation.edition,
        region_code=manifestation.region_code,
        organiser=manifestation.organiser,
        content=manifestation.content,
        changed_at=now,
    )
    if await update_manifestation(tx, event, outbox=outbox_row(MANIFESTATIONS, event)):
        return
    present = await find_manifestation(tx, manifestation.id)
    if present is None:
        raise ManifestationUnknown
    if present.version == event.version and present.state == "withdrawn":
        return
    require_version(expected_version, present.version)
    raise AlreadyWithdrawn
