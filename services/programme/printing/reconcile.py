"""Use case: after a restore, numbers of cuts that the topic alone still knows are not given out again."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from services.programme.printing.cut import AddressOf, told
from services.programme.printing.store.forgotten import list_known, lock_cut_since, lose_snapshot, renumber
from shared.contracts.programme import PRINT_SNAPSHOTS, PrintSnapshotCut
from shared.kafka.records import Received
from shared.outbox.numbered import NumberedStream, Reconciled
from shared.postgres.database import Tx


def numbered_snapshots(address_of: AddressOf) -> NumberedStream[PrintSnapshotCut]:
    """Return the stream of cuts."""
    return NumberedStream(
        stream=PRINT_SNAPSHOTS,
        find_unknown=find_unknown,
        reconcile=partial(reconcile_snapshots, address_of=address_of),
    )


async def find_unknown(tx: Tx, received: Sequence[Received[PrintSnapshotCut]]) -> Sequence[Received[PrintSnapshotCut]]:
    """Return the cuts that are not there and not known to be lost."""
    known = await list_known(tx, [item.event.snapshot_id for item in received if item.event])
    return [item for item in received if item.event and item.event.snapshot_id not in known]


async def reconcile_snapshots(
    tx: Tx, forgotten: Sequence[Received[PrintSnapshotCut]], *, address_of: AddressOf
) -> Reconciled:
    """Note what is lost, and give cuts since the restore the numbers after it.

    A lost cut is not made again: its contacts were hashed with a salt that nobody has any more.
    """
    lost = [item.event for item in forgotten if item.event]
    first, last = lost[0], lost[-1]
    since = await lock_cut_since(tx, region_code=first.region_code, edition=first.edition, number=first.version)
    for cut in lost:
        await lose_snapshot(tx, cut)
    version = max(last.version, *(snapshot.number for snapshot in since), 0) + len(since)
    # From the last one on, so that no two bear the same number in between.
    renumbered = [replace(snapshot, number=version - place) for place, snapshot in enumerate(since)]
    for snapshot in renumbered:
        await renumber(tx, snapshot, told(snapshot, address_of(snapshot.snapshot_id)))
    return Reconciled(key=first.region_edition, version=version, outcome="raised" if since else "taken_back")
