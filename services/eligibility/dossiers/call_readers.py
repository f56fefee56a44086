"""Use case: whoever may hear an appeal is written to, once."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.rules.reader_notice import reader_notice
from services.eligibility.dossiers.store.readers import list_readers
from shared.contracts.notices import NOTICES
from shared.outbox.append import outbox_row
from shared.outbox.tell import tell
from shared.postgres.database import Tx

DeskOf = Callable[[UUID], str]
"""The address of a dossier at the desk."""


async def call_readers(
    tx: Tx, decisions: Sequence[NewDecision], before: Mapping[UUID, Dossier], desk_of: DeskOf
) -> None:
    """Write to those who may read what is appealed with these decisions, and was not before."""
    new = [
        each.dossier
        for each in decisions
        if each.dossier.appeal and _appealed(each.dossier) != _appealed(before.get(each.dossier.manifestation_id))
    ]
    if not new:
        return
    readers = await list_readers(tx)
    told = []
    for dossier in new:
        assert dossier.appeal is not None  # noqa: S101  it has one
        chamber = readers.chambers.get(dossier.desk_region or "")
        # Where nobody may hear it those who refused are asked for somebody who may.
        barred = () if dossier.appeal.lacks_reader else dossier.appeal.barred
        told += [
            outbox_row(NOTICES["eligibility"], reader_notice(dossier, UUID(reader), desk_of(dossier.manifestation_id)))
            for reader in sorted(chamber or readers.national)
            if reader not in barred
        ]
    await tell(tx, told)


def _appealed(dossier: Dossier | None) -> tuple[str, int | None] | None:
    return (dossier.appeal.to, dossier.manifestation.appealed_decision) if dossier and dossier.appeal else None
