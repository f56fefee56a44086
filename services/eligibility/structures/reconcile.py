"""Use case: after a restore, structures that the topic alone still knows are taken over from it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.structures.rules.merging import as_told, forgotten_end
from services.eligibility.structures.rules.structure import Structure
from services.eligibility.structures.store.numbers import NumberRow, keep_numbers
from services.eligibility.structures.store.structures import list_structures, lock_structures, save_structures
from services.eligibility.structures.telling import told
from shared.contracts.eligibility import STRUCTURES, StructureVerified
from shared.kafka.records import Received
from shared.outbox.numbered import NumberedStream, Reconciled
from shared.outbox.reconcile import next_version
from shared.postgres.database import Tx


def numbered_structures() -> NumberedStream[StructureVerified]:
    """Return the stream of structures."""
    return NumberedStream(stream=STRUCTURES, find_unknown=find_unknown, reconcile=reconcile_structure)


async def find_unknown(
    tx: Tx, received: Sequence[Received[StructureVerified]]
) -> Sequence[Received[StructureVerified]]:
    """Return those that are newer than the table's, or of the same version and not the same."""
    present = {str(one): known for one, known in (await list_structures(tx, _identifiers(received))).items()}

    def is_known(item: Received[StructureVerified]) -> bool:
        known = present.get(item.key)
        if known is None or known.version < item.version:
            return False
        return known.version > item.version or item.event == (None if known.ended else known.told())

    identifiers = {str(one) for one in _identifiers(received)}
    return [item for item in received if item.key in identifiers and not is_known(item)]


async def reconcile_structure(tx: Tx, forgotten: Sequence[Received[StructureVerified]]) -> Reconciled:
    """Take the last state over, unless the structure was seen again since the restore: then only its themes add up.

    One that had ended goes on as the table has it: whether it has to end again shows in what verifies it.
    """
    last = forgotten[-1]
    structure_id = UUID(last.key)
    present = (await lock_structures(tx, [structure_id])).get(structure_id)
    version = next_version(present.version if present else None, forgotten)
    seen_again = present is not None and (last.event is None or present.version >= forgotten[0].version)
    restored = present if present and seen_again else _taken_over(structure_id, last.event)
    themes = {*restored.themes, *(present.themes if present else ()), *(last.event.themes if last.event else ())}
    restored = replace(restored, version=version, themes=tuple(sorted(themes)))
    await save_structures(tx, [restored], [told(restored)])
    if restored.siren:
        # The number comes back with it: the id would be made anew of whichever number is met next.
        await keep_numbers(tx, [NumberRow(number=f"siren:{restored.siren}", structure_id=structure_id)])
    return Reconciled(key=last.key, version=version, outcome="raised" if seen_again else "adopted")


def _identifiers(received: Sequence[Received[StructureVerified]]) -> list[UUID]:
    """Leave out what is no identifier: such a tombstone is nobody's."""
    found = []
    for item in received:
        with suppress(ValueError):
            found.append(UUID(item.key))
    return found


def _taken_over(structure_id: UUID, event: StructureVerified | None) -> Structure:
    return as_told(event) if event else forgotten_end(structure_id, at=datetime.now(UTC))
