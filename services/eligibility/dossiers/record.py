"""Writing decisions, and the structures that they verify, with what is told of both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.eligibility.dossiers.dossier import NewDecision
from services.eligibility.dossiers.errors import DecidedMeanwhile
from services.eligibility.dossiers.store import save_decisions
from services.eligibility.structures.rules import is_verified, seen_again, structure_id_of
from services.eligibility.structures.store import list_structures, lock_structures, save_structures
from shared.contracts.eligibility import DECISIONS, STRUCTURES, StructureVerified
from shared.kafka.marks import NO_MARKS, Marks
from shared.observability.context import Cause
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def record(tx: Tx, decisions: Sequence[NewDecision]) -> None:
    """Write and tell; each dossier at most once.

    Raises ``DecidedMeanwhile`` where another process opened one of them after it was found missing.
    """
    if len(await record_newer(tx, decisions)) < len(decisions):
        raise DecidedMeanwhile(
            "Une autre décision sur ce dossier vient d’être enregistrée : relisez-le, puis réessayez.",
            retry_after_seconds=1,
        )


async def record_newer(tx: Tx, decisions: Sequence[NewDecision]) -> frozenset[UUID]:
    """Write and tell what is newer than what is there; returns of which manifestations that is.

    Dossiers come before structures, always, so that nobody deadlocks.
    """
    if not decisions:
        return frozenset()
    saved = await _save(tx, decisions, marks=NO_MARKS)
    verified = _verified([each for each in decisions if each.dossier.manifestation_id in saved])
    # Most decisions show nothing new of their structure; only those that do have to wait for each other.
    if await _show_anew(tx, verified):
        await _record_structures(tx, verified)
    return saved


async def record_at_once(connection: Tx, decisions: Sequence[NewDecision], *, marks: Marks) -> bool:
    """Do the same in one statement that saves ``marks`` too, outside a transaction.

    Returns False, having done nothing, where there are structures to tell as well.
    """
    if await _show_anew(connection, _verified(decisions)):
        return False
    await _save(connection, decisions, marks=marks)
    return True


async def _save(tx: Tx, decisions: Sequence[NewDecision], *, marks: Marks) -> frozenset[UUID]:
    ordered = sorted(decisions, key=lambda decision: decision.dossier.manifestation_id)
    told = [outbox_row(DECISIONS, decision.dossier.decided(), cause=decision.cause) for decision in ordered]
    return await save_decisions(tx, ordered, told, marks=marks)


def _verified(decisions: Sequence[NewDecision]) -> list[NewDecision]:
    return [decision for decision in decisions if is_verified(decision.dossier)]


async def _show_anew(tx: Tx, verified: Sequence[NewDecision]) -> bool:
    return bool(verified and _seen_anew(verified, await list_structures(tx, _structure_ids(verified))))


async def _record_structures(tx: Tx, verified: Sequence[NewDecision]) -> None:
    seen = _seen_anew(verified, await lock_structures(tx, _structure_ids(verified)))
    if seen:
        told = [outbox_row(STRUCTURES, structure, cause=cause) for structure, cause in seen]
        await save_structures(tx, [structure for structure, _ in seen], told)


def _structure_ids(decisions: Sequence[NewDecision]) -> list[UUID]:
    return sorted({structure_id_of(decision) for decision in decisions})


def _seen_anew(
    decisions: Sequence[NewDecision], known: Mapping[UUID, StructureVerified]
) -> list[tuple[StructureVerified, Cause | None]]:
    """Return the structures that these decisions show otherwise than they are known, sorted by key."""
    latest = dict(known)
    causes: dict[UUID, Cause | None] = {}
    for decision in decisions:
        structure_id = structure_id_of(decision)
        latest[structure_id] = seen_again(latest.get(structure_id), decision)
        causes[structure_id] = decision.cause
    return [
        (replace(structure, version=structure.version + 1), causes[structure_id])
        for structure_id, structure in sorted(latest.items())
        if structure != known.get(structure_id)
    ]
