"""Use case: replace what a manifestation says."""

from dataclasses import replace
from datetime import datetime

from services.submission.manifestations.errors import (
    AlreadyWithdrawn,
    ExternalIdFixed,
    ManifestationUnknown,
)
from services.submission.manifestations.rules.manifestation import (
    Manifestation,
    Registration,
    changed,
    refuse_former,
    says_the_same,
)
from services.submission.manifestations.store.manifestations import find_manifestation, update_manifestation
from services.submission.manifestations.whole import join_whole
from services.submission.pictures.require import require_picture
from shared.contracts.submission import MANIFESTATIONS
from shared.identity.caller import Caller
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx
from shared.versions import require_version


async def amend(
    tx: Tx,
    manifestation: Manifestation,
    registration: Registration,
    *,
    caller: Caller,
    expected_version: int,
    now: datetime,
) -> bool:
    """Write the version after the expected one and tell of it; the same amendment twice changes nothing more.

    Returns False for one that says what the expected version says already: no version is made of it, and the chamber
    has nothing to read again.

    Raises ``VersionChanged`` where another change came first or after ``manifestation`` was read, ``AlreadyWithdrawn``,
    ``ExternalIdFixed`` for another reference than the one registered, and ``FieldsRefused`` for a picture that is not
    kept or a whole that it cannot be part of.
    """
    refuse_former(manifestation, expected_version)
    reference = registration.external_id
    if reference is not None and reference != manifestation.external_id:
        raise ExternalIdFixed(reference, manifestation.external_id)
    if (parent_id := registration.content.parent_id) != manifestation.content.parent_id:
        await join_whole(tx, parent_id, manifestation.id, edition=manifestation.edition, caller=caller)
    if registration.content.image != manifestation.content.image:
        await require_picture(tx, registration.content.image, manifestation.id)
    unchanged = manifestation.version == expected_version and says_the_same(manifestation, registration)
    if unchanged and manifestation.state != "withdrawn":
        return False
    amended = replace(
        manifestation,
        version=expected_version + 1,
        state="amended",
        region_code=registration.region_code,
        organiser=registration.organiser,
        content=registration.content,
        note=registration.note,
        chamber_answers=registration.chamber_answers,
        changed_by=caller.account_id,
        changed_as=caller.role,
        updated_at=now,
    )
    if await update_manifestation(tx, amended, outbox_row(MANIFESTATIONS, changed(amended))):
        return True
    present = await find_manifestation(tx, manifestation.id)
    if present is None:
        raise ManifestationUnknown
    if _same(present, amended):
        return True
    require_version(expected_version, present.version)
    raise AlreadyWithdrawn


def _same(present: Manifestation, amended: Manifestation) -> bool:
    return present == replace(amended, updated_at=present.updated_at, last_decision=present.last_decision)
