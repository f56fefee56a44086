"""Use case: record structures whose right to take part was established, and tell those that show something new."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.eligibility.structures.rules.structure import Structure, Verification, seen_again
from services.eligibility.structures.store.structures import list_structures, lock_structures, save_structures
from services.eligibility.structures.telling import told
from shared.observability.context import Cause
from shared.postgres.database import Tx


async def record_structures(tx: Tx, verifications: Sequence[Verification]) -> None:
    """Write and tell the structures that are new or show something new; raises ``StructureRecordedMeanwhile``."""
    # Most verifications show nothing new; only those that do have to wait for each other.
    if not await show_something_new(tx, verifications):
        return
    changed = _changed(verifications, await lock_structures(tx, _ids(verifications)))
    if changed:
        rows = [told(structure, cause=cause) for structure, cause in changed]
        await save_structures(tx, [structure for structure, _ in changed], rows)


async def show_something_new(connection: Tx, verifications: Sequence[Verification]) -> bool:
    """Return True where there is something to record, at the moment of asking."""
    if not verifications:
        return False
    return bool(_changed(verifications, await list_structures(connection, _ids(verifications))))


def _ids(verifications: Sequence[Verification]) -> list[UUID]:
    return sorted({verification.structure_id for verification in verifications})


def _changed(
    verifications: Sequence[Verification], known: Mapping[UUID, Structure]
) -> list[tuple[Structure, Cause | None]]:
    """Return the structures that these show otherwise than they are known, sorted by key."""
    latest = dict(known)
    causes: dict[UUID, Cause | None] = {}
    for verification in verifications:
        structure_id = verification.structure_id
        if seen := seen_again(latest.get(structure_id), verification):
            latest[structure_id] = seen
            causes[structure_id] = verification.cause
    return [
        (replace(structure, version=structure.version + 1), causes[structure_id])
        for structure_id, structure in sorted(latest.items())
        if structure != known.get(structure_id)
    ]
