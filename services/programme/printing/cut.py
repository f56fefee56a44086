"""Use case: freeze a region's programme for paper, exactly as it is visible online at one instant."""

from collections.abc import Callable
from uuid import UUID, uuid4

import asyncpg

from services.programme.listings.errors import CutOvertaken
from services.programme.listings.rules import canonical_programme, fingerprint
from services.programme.printing.store import (
    Snapshot,
    insert_snapshot,
    list_applied_offsets,
    list_printed_entries,
    list_set_aside,
    next_number,
    sees_one_instant,
)
from shared.contracts.programme import PRINT_SNAPSHOTS, PrintSnapshotCut
from shared.outbox.append import OutboxRow, outbox_row
from shared.postgres.database import Tx

GROUP = "programme.decisions"
"""The consumer group whose applied offsets say what the listings hold."""
RESERVED_NUMBER = "print_snapshots_number_once"

AddressOf = Callable[[UUID], str]
"""Gives the public address of a snapshot."""


async def cut(tx: Tx, *, region_code: str, edition: int, address_of: AddressOf) -> Snapshot:
    """Cut one region; ``tx`` must be REPEATABLE READ, so that listings and offsets are of one instant.

    Raises ``CutOvertaken`` where another cut of the region committed meanwhile; the same again in a new transaction
    then succeeds.
    """
    if not await sees_one_instant(tx):
        raise RuntimeError("a cut needs REPEATABLE READ: its listings and its offsets must be of one instant")
    entries = await list_printed_entries(tx, region_code=region_code, edition=edition)
    offsets = await list_applied_offsets(tx, GROUP)
    set_aside = await list_set_aside(tx, GROUP)
    number, cut_at = await next_number(tx, region_code=region_code, edition=edition)
    programme = canonical_programme(entries)
    snapshot = Snapshot(
        snapshot_id=uuid4(),
        region_code=region_code,
        edition=edition,
        number=number,
        cut_at=cut_at,
        entries=len(entries),
        sha256=fingerprint(programme),
        offsets=offsets,
        set_aside=set_aside,
    )
    try:
        await insert_snapshot(tx, snapshot, programme, _told(snapshot, address_of(snapshot.snapshot_id)))
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != RESERVED_NUMBER:
            raise
        raise CutOvertaken("Un autre relevé de cette région vient d’avoir lieu : demandez-le de nouveau.") from error
    return snapshot


def _told(snapshot: Snapshot, url: str) -> OutboxRow:
    event = PrintSnapshotCut(
        snapshot_id=snapshot.snapshot_id,
        region_edition=f"{snapshot.region_code}-{snapshot.edition}",
        version=snapshot.number,
        region_code=snapshot.region_code,
        edition=snapshot.edition,
        cut_at=snapshot.cut_at,
        entries=snapshot.entries,
        sha256=snapshot.sha256,
        offsets=snapshot.offsets,
        url=url,
    )
    return outbox_row(PRINT_SNAPSHOTS, event)
