"""Use case: after a restore, editions that the topic alone still knows are taken over from it."""

from collections.abc import Sequence
from dataclasses import replace

from services.submission.editions.store import lock_editions, save_edition
from shared.contracts.submission import EDITIONS, EditionChanged
from shared.editions.store import list_editions
from shared.kafka.records import Received
from shared.outbox.numbered import NumberedStream, Reconciled
from shared.outbox.reconcile import next_version
from shared.postgres.database import Tx


def numbered_editions() -> NumberedStream[EditionChanged]:
    """Return the stream of editions."""
    return NumberedStream(stream=EDITIONS, find_unknown=find_unknown, reconcile=reconcile_edition)


async def find_unknown(tx: Tx, received: Sequence[Received[EditionChanged]]) -> Sequence[Received[EditionChanged]]:
    """Return those that are newer than the table's, or of the same version and not the same."""
    present = {edition.year: edition for edition in await list_editions(tx)}

    def is_known(event: EditionChanged) -> bool:
        known = present.get(event.year)
        return known is not None and (known.version > event.version or known == event)

    return [item for item in received if item.event and not is_known(item.event)]


async def reconcile_edition(tx: Tx, forgotten: Sequence[Received[EditionChanged]]) -> Reconciled:
    """Take the last state over: what everybody heard counts more than what was changed since the restore."""
    last = [item.event for item in forgotten if item.event][-1]
    present = (await lock_editions(tx, [last.year])).get(last.year)
    restored = replace(last, version=next_version(present.version if present else None, forgotten))
    await save_edition(tx, restored)
    return Reconciled(key=str(last.year), version=restored.version, outcome="adopted")
