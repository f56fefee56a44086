"""Use case: take a manifestation back."""

from dataclasses import replace
from datetime import datetime

from services.submission.manifestations.errors import AlreadyWithdrawn, ManifestationUnknown
from services.submission.manifestations.rules.manifestation import Manifestation, changed, refuse_former, taken_back
from services.submission.manifestations.store.manifestations import (
    find_manifestation,
    forget_contact,
    update_manifestation,
)
from shared.contracts.submission import MANIFESTATIONS
from shared.identity.caller import Caller
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx
from shared.versions import require_version


async def withdraw(
    tx: Tx, manifestation: Manifestation, *, caller: Caller, expected_version: int, now: datetime
) -> None:
    """Write the last version, without a contact, and tell of it; the same withdrawal twice changes nothing more.

    Raises ``VersionChanged`` where another change came first or after ``manifestation`` was read, ``AlreadyWithdrawn``
    for a new withdrawal.
    """
    refuse_former(manifestation, expected_version)
    withdrawn = replace(
        taken_back(manifestation),
        version=expected_version + 1,
        changed_by=caller.account_id,
        changed_as=caller.role,
        updated_at=now,
    )
    if await update_manifestation(tx, withdrawn, outbox_row(MANIFESTATIONS, changed(withdrawn))):
        await forget_contact(tx, manifestation.id)
        return
    present = await find_manifestation(tx, manifestation.id)
    if present is None:
        raise ManifestationUnknown
    if present.version == withdrawn.version and present.state == "withdrawn":
        return
    require_version(expected_version, present.version)
    raise AlreadyWithdrawn
