"""Use case: replay the topic up to where a snapshot was cut, and see whether the same bytes come out."""

from dataclasses import dataclass
from uuid import UUID

from services.programme.printing.cut import GROUP
from services.programme.printing.replay import replay
from services.programme.printing.rules.canonical import (
    canonical_programme,
    differing_ids,
    fingerprint,
    require_form,
)
from services.programme.printing.store.snapshots import get_content, get_snapshot
from shared.kafka.cluster import Cluster
from shared.kafka.recreated_store import list_recreated_topics
from shared.postgres.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a replay found."""

    snapshot_id: UUID
    match: bool
    expected: str
    """SHA-256 that the snapshot bears."""
    replayed: str
    """SHA-256 of what the topic says."""
    records_read: int
    differing: tuple[UUID, ...]
    """Manifestations that are not the same on both sides; empty where all match."""


async def verify(database: Database, *, cluster: Cluster, snapshot_id: UUID) -> Verification:
    """Check one snapshot against the topic, by the canonical form and with the salt that it was made with.

    It takes the database and not a transaction: a replay can last minutes, and none may stay open that long. Raises
    ``SnapshotUnknown``, ``CanonicalFormUnknown``, ``HistoryIncomplete``, and ``Unavailable`` where the broker does not
    answer.
    """
    async with database.transaction(readonly=True) as tx:
        snapshot = await get_snapshot(tx, snapshot_id)
        require_form(snapshot.canonical_form)
        stored = await get_content(tx, snapshot_id)
        recreated = await list_recreated_topics(tx, GROUP)
    replayed = await replay(snapshot, cluster=cluster, recreated=recreated)
    programme = canonical_programme(replayed.printed, salt=snapshot.salt, form=snapshot.canonical_form)
    match = fingerprint(programme) == snapshot.sha256
    return Verification(
        snapshot_id=snapshot_id,
        match=match,
        expected=snapshot.sha256,
        replayed=fingerprint(programme),
        records_read=replayed.records_read,
        differing=() if match else tuple(differing_ids(stored, programme)),
    )
