"""Use case: a manifestation goes to another account."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import asyncpg

from services.submission.manifestations.errors import AlreadyWithdrawn, ReferenceTaken
from services.submission.manifestations.rules.manifestation import Manifestation, changed
from services.submission.manifestations.store.manifestations import update_manifestation
from services.submission.manifestations.store.register import REFERENCE_IS_TAKEN
from services.submission.manifestations.store.teams import set_team
from shared.contracts.submission import MANIFESTATIONS
from shared.editions.errors import EditionArchived
from shared.editions.store import find_edition
from shared.errors import VersionChanged
from shared.identity.caller import Caller
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def refuse_settled(tx: Tx, manifestation: Manifestation) -> None:
    """Raise ``AlreadyWithdrawn`` or ``EditionArchived`` for what changes no more."""
    if manifestation.state == "withdrawn":
        raise AlreadyWithdrawn
    edition = await find_edition(tx, manifestation.edition)
    if edition and edition.state == "archived":
        raise EditionArchived(edition.year)


async def hand_over(
    tx: Tx, manifestation: Manifestation, *, caller: Caller, team_id: UUID | None, now: datetime
) -> None:
    """Make ``caller`` the owner: a version of its own, which says the same, so that a chamber's word on it stands.

    Raises ``AlreadyWithdrawn``, ``EditionArchived``, ``VersionChanged`` where it changed since it was read, and
    ``ReferenceTaken`` where the new owner has another one under the same reference.
    """
    await refuse_settled(tx, manifestation)
    given = replace(
        manifestation,
        version=manifestation.version + 1,
        state="amended",
        owner_id=caller.account_id,
        changed_by=caller.account_id,
        changed_as=caller.role,
        updated_at=now,
    )
    try:
        async with tx.transaction():
            written = await update_manifestation(tx, given, outbox_row(MANIFESTATIONS, changed(given)))
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != REFERENCE_IS_TAKEN:
            raise
        raise ReferenceTaken(str(manifestation.external_id)) from error
    if written:
        await set_team(tx, manifestation.id, team_id)
    else:
        raise VersionChanged("La manifestation a changé à l’instant : rouvrez l’invitation, puis acceptez à nouveau.")
