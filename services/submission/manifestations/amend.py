"""Use case: replace what a manifestation says."""

from datetime import datetime

from services.submission.manifestations.errors import AlreadyWithdrawn, ExternalIdFixed, ManifestationUnknown
from services.submission.manifestations.rules import Registration
from services.submission.manifestations.store import Manifestation, find_manifestation, update_manifestation
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged
from shared.http.conditional import require_version
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def amend(
    tx: Tx,
    manifestation: Manifestation,
    registration: Registration,
    *,
    expected_version: int,
    now: datetime,
) -> None:
    """Write the version after the expected one and tell of it; the same amendment twice changes nothing more.

    Raises ``VersionChanged`` where another change came first, ``AlreadyWithdrawn``, and ``ExternalIdFixed`` for
    another reference than the one registered.
    """
    reference = registration.external_id
    if reference is not None and reference != manifestation.external_id:
        raise ExternalIdFixed(reference, manifestation.external_id)
    event = ManifestationChanged(
        manifestation_id=manifestation.id,
        version=expected_version + 1,
        state="amended",
        edition=manifestation.edition,
        region_code=registration.content.place.region_code,
        organiser=registration.organiser,
        content=registration.content,
        changed_at=now,
    )
    if await update_manifestation(tx, event, outbox=outbox_row(MANIFESTATIONS, event)):
        return
    present = await find_manifestation(tx, manifestation.id)
    if present is None:
        raise ManifestationUnknown
    if (present.version, present.state) == (event.version, event.state) and _says(present, registration):
        return
    require_version(expected_version, present.version)
    raise AlreadyWithdrawn


def _says(manifestation: Manifestation, registration: Registration) -> bool:
    return (manifestation.organiser, manifestation.content) == (registration.organiser, registration.content)
