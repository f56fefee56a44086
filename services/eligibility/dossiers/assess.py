"""Use case: judge manifestations as their organisers left them, and record why."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from services.eligibility.dossiers.call_readers import DeskOf, call_readers
from services.eligibility.dossiers.judge import ToJudge, judge
from services.eligibility.dossiers.record import record, record_in_one_statement, record_newer
from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.store.decisions import lock_dossiers
from services.eligibility.register.look_up import Recent, register_answers
from shared.contracts.submission import ManifestationChanged
from shared.kafka.marks import Marks
from shared.kafka.records import Received
from shared.observability.context import Cause
from shared.postgres.database import Tx


async def assess(
    tx: Tx,
    received: Sequence[Received[ManifestationChanged]],
    recent: Recent | None = None,
    *,
    desk_of: DeskOf,
) -> None:
    """Judge each once, at the version it is at now; a version that was judged before, or overtaken, changes nothing."""
    submitted = _submitted(received)
    if _only_first_versions(submitted):
        await record_newer(tx, await _judged(tx, submitted, {}, recent))
    else:
        known = await lock_dossiers(tx, [manifestation.manifestation_id for manifestation, _ in submitted])
        decisions = await _judged(tx, submitted, known, recent)
        await record(tx, decisions)
        await call_readers(tx, decisions, known, desk_of)


async def assess_in_one_statement(
    connection: Tx, received: Sequence[Received[ManifestationChanged]], *, marks: Marks, recent: Recent
) -> bool:
    """Do the same in one statement that saves ``marks`` too; False, having done nothing, where that cannot be."""
    submitted = _submitted(received)
    if not _only_first_versions(submitted):
        return False
    return await record_in_one_statement(connection, await _judged(connection, submitted, {}, recent), marks=marks)


def _submitted(received: Sequence[Received[ManifestationChanged]]) -> list[tuple[ManifestationChanged, Cause]]:
    return [(item.event, item.cause) for item in received if item.event is not None]


def _only_first_versions(submitted: Sequence[tuple[ManifestationChanged, Cause]]) -> bool:
    # They are new to us, or were judged when they came before, so no round trip is spent on looking for their dossiers.
    # Only where there is nothing else: dossiers are locked in the order of their key, all of a batch at once.
    return all(manifestation.version == 1 for manifestation, _ in submitted)


async def _judged(
    tx: Tx,
    submitted: Sequence[tuple[ManifestationChanged, Cause]],
    known: Mapping[UUID, Dossier],
    recent: Recent | None,
) -> list[NewDecision]:
    new = [
        (manifestation, cause, previous)
        for manifestation, cause in submitted
        if (previous := known.get(manifestation.manifestation_id)) is None
        or previous.manifestation.version < manifestation.version
    ]
    found = await register_answers(tx, [manifestation.organiser for manifestation, _, _ in new], recent)
    to_judge = [
        ToJudge(manifestation=manifestation, answer=answer, previous=previous, cause=cause)
        for (manifestation, cause, previous), answer in zip(new, found, strict=True)
    ]
    return await judge(tx, to_judge)
