"""Use case: after a restore, structures that the topic alone still knows are taken over from it."""

from collections.abc import Sequence
from dataclasses import replace

from services.eligibility.structures.store import list_structures, lock_structures, save_structures
from shared.contracts.eligibility import STRUCTURES, StructureVerified
from shared.kafka.records import Received
from shared.outbox.append import outbox_row
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
    told = {item.key: item.event for item in received if item.event}
    present = await list_structures(tx, [event.structure_id for event in told.values()])

    def is_known(event: StructureVerified) -> bool:
        known = present.get(event.structure_id)
        return known is not None and (known.version > event.version or known == event)

    return [item for item in received if item.event and not is_known(item.event)]


async def reconcile_structure(tx: Tx, forgotten: Sequence[Received[StructureVerified]]) -> Reconciled:
    """Take the last state over, unless the structure was seen again since the restore: then only its themes add up."""
    events = [item.event for item in forgotten if item.event]
    last = events[-1]
    present = (await lock_structures(tx, [last.structure_id])).get(last.structure_id)
    version = next_version(present.version if present else None, forgotten)
    seen_again = present is not None and present.version >= events[0].version
    restored = present if present and seen_again else last
    themes = tuple(sorted({*last.themes, *(present.themes if present else ())}))
    restored = replace(restored, version=version, themes=themes)
    await save_structures(tx, [restored], [outbox_row(STRUCTURES, restored)])
    return Reconciled(key=str(last.structure_id), version=version, outcome="raised" if seen_again else "adopted")
