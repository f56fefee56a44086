"""Writing decisions with what is told of them; the organisers that they verify are recorded in the same transaction."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.dossiers.errors import DecidedMeanwhile
from services.eligibility.dossiers.rules.dossier import NewDecision
from services.eligibility.dossiers.store.decisions import save_decisions
from services.eligibility.structures.know_numbers import know_numbers
from services.eligibility.structures.record import record_structures, show_something_new
from services.eligibility.structures.rules.structure import Verification
from shared.contracts.eligibility import DECISIONS
from shared.kafka.marks import NO_MARKS, Marks
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

    Dossiers come before numbers and numbers before structures, always, so that nobody deadlocks.
    """
    if not decisions:
        return frozenset()
    saved = await _save(tx, decisions, marks=NO_MARKS)
    written = [each for each in decisions if each.dossier.manifestation_id in saved]
    await know_numbers(tx, {number: each.dossier.structure_id for each in written for number in each.numbers})
    await record_structures(tx, _verifications(written))
    return saved


async def record_in_one_statement(connection: Tx, decisions: Sequence[NewDecision], *, marks: Marks) -> bool:
    """Do the same in one statement that saves ``marks`` too, outside a transaction.

    Returns False, having done nothing, where there are structures to tell as well, or numbers to keep.
    """
    if any(decision.numbers for decision in decisions):
        return False
    if await show_something_new(connection, _verifications(decisions)):
        return False
    await _save(connection, decisions, marks=marks)
    return True


async def _save(tx: Tx, decisions: Sequence[NewDecision], *, marks: Marks) -> frozenset[UUID]:
    ordered = sorted(decisions, key=lambda decision: decision.dossier.manifestation_id)
    told = [outbox_row(DECISIONS, decision.dossier.decided(), cause=decision.cause) for decision in ordered]
    return await save_decisions(tx, ordered, told, marks=marks)


def _verifications(decisions: Sequence[NewDecision]) -> list[Verification]:
    return [_verification(decision) for decision in decisions if decision.dossier.verifies_organiser]


def _verification(decision: NewDecision) -> Verification:
    dossier, status = decision.dossier, decision.dossier.status
    return Verification(
        structure_id=dossier.structure_id,
        answer=dossier.register_answer,
        accepted_name=dossier.accepted_name,
        region_code=dossier.region_code,
        themes=dossier.manifestation.content.themes,
        decided_at=dossier.decided_at,
        ruled_family=status.family if status else None,
        verified_until=dossier.verified_until,
        cause=decision.cause,
    )
