"""Use case: what is known of a structure, and who speaks for it."""

from dataclasses import dataclass
from uuid import UUID

from services.eligibility.structures.rules.structure import Structure
from services.eligibility.structures.rules.ties import Tie
from services.eligibility.structures.store.history import Merge, list_merges, list_numbers
from services.eligibility.structures.store.structures import list_structures
from services.eligibility.structures.store.ties import list_ties_of
from shared.postgres.database import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStructure:
    """A structure, verified or not, by its id."""

    structure: Structure | None
    """None where it was never verified."""
    numbers: tuple[str, ...]
    merges: tuple[Merge, ...]
    ties: tuple[Tie, ...]


async def look_up_structure(tx: Tx, structure_id: UUID) -> KnownStructure:
    """Return what is known under an id."""
    return KnownStructure(
        structure=(await list_structures(tx, [structure_id])).get(structure_id),
        numbers=await list_numbers(tx, structure_id),
        merges=await list_merges(tx, structure_id),
        ties=await list_ties_of(tx, structure_id),
    )
