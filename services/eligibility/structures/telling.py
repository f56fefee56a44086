"""A structure as it is told to others."""

from services.eligibility.structures.rules.structure import Structure
from shared.contracts.eligibility import STRUCTURES
from shared.observability.context import Cause
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row


def told(structure: Structure, *, cause: Cause | None = None) -> OutboxRow:
    """Return what tells its present state: a tombstone once it has ended."""
    if structure.ended:
        return tombstone_row(STRUCTURES, str(structure.structure_id), structure.version, cause=cause)
    return outbox_row(STRUCTURES, structure.told(), cause=cause)
