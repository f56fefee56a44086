"""Use case: whoever speaks for a structure is written to before its last ruling ends, once."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.structures.rules.reminder import BEFORE, reminder
from services.eligibility.structures.rules.ties import Tie
from services.eligibility.structures.store.reminders import lock_to_remind, save_reminders
from services.eligibility.structures.store.ties import list_ties_of
from shared.contracts.notices import NOTICES
from shared.outbox.append import OutboxRow, outbox_row
from shared.postgres.database import Tx

BATCH_SIZE = 50


async def remind(tx: Tx) -> int:
    """Remind some; returns how many structures. Where nobody speaks for one, chambers have the list of what ends."""
    now = datetime.now(UTC)
    structures = await lock_to_remind(tx, at=now, before=now + BEFORE, limit=BATCH_SIZE)
    told: list[OutboxRow] = []
    for structure in structures:
        assert structure.verified_until is not None  # noqa: S101  it ends, or would not be among them
        for account_id in _accounts(await list_ties_of(tx, structure.structure_id)):
            notice = reminder(structure, account_id, until=structure.verified_until, at=now)
            told.append(outbox_row(NOTICES["eligibility"], notice))
    if structures:
        await save_reminders(tx, structures, told)
    return len(structures)


def _accounts(ties: tuple[Tie, ...]) -> Iterator[UUID]:
    for tie in ties:
        if tie.withdrawn_at is None:
            # The national team may have tied a name that is no account's.
            with suppress(ValueError):
                yield UUID(tie.account)
