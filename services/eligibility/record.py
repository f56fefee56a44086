"""Writing decisions, and the structures that they verify, with what is told of both."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.eligibility.dossier import NewDecision
from services.eligibility.store import save_decisions
from services.eligibility.structure_store import lock_structures, save_structures
from services.eligibility.structures import is_verified, seen_again, structure_id_of
from shared.contracts.eligibility import DECISIONS, STRUCTURES, StructureVerified
from shared.observability.context import Cause
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def record(tx: Tx, decisions: Sequence[NewDecision]) -> None:
    """Write and tell; each dossier at most once. Dossiers come before structures, always, so that nobody deadlocks."""
    ordered = sorted(decisions, key=lambda decision: decision.dossier.manifestation_id)
    if not ordered:
        return
    told = [outbox_row(DECISIONS, decision.dossier.decided(), cause=decision.cause) for decision in ordered]
    await save_decisions(tx, ordered, told)
    await _record_structures(tx, [decision for decision in ordered if is_verified(decision.dossier)])


async def _record_structures(tx: Tx, decisions: Sequence[NewDecision]) -> None:
    if not decisions:
        return
    known = await lock_structures(tx, sorted({structure_id_of(decision) for decision in decisions}))
    latest: dict[UUID, StructureVerified] = dict(known)
    causes: dict[UUID, Cause | None] = {}
    for decision in decisions:
        structure_id = structure_id_of(decision)
        latest[structure_id] = seen_again(latest.get(structure_id), decision)
        causes[structure_id] = decision.cause
    changed = [
        replace(structure, version=structure.version + 1)
        for structure_id, structure in sorted(latest.items())
        if structure != known.get(structure_id)
    ]
    if changed:
        told = [outbox_row(STRUCTURES, structure, cause=causes[structure.structure_id]) for structure in changed]
        await save_structures(tx, changed, told)
