"""Use case: judge manifestations as their organisers left them, and record why."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from services.eligibility.dossiers.dossier import Dossier, NewDecision
from services.eligibility.dossiers.examine import examine
from services.eligibility.dossiers.record import record, record_at_once, record_newer
from services.eligibility.dossiers.store import lock_dossiers
from services.eligibility.register.look_up import Recent, answers
from shared.contracts.submission import ManifestationChanged
from shared.kafka.marks import Marks
from shared.kafka.records import Received
from shared.observability.context import Cause
from shared.postgres.database import Tx

Heard = tuple[ManifestationChanged, Cause]


async def assess(tx: Tx, received: Sequence[Received[ManifestationChanged]], recent: Recent | None = None) -> None:
    """Judge each once, at the version it is at now; a version that was judged before, or overtaken, changes nothing."""
    heard = _heard(received)
    if _only_first_versions(heard):
        await record_newer(tx, await _judged(tx, heard, {}, recent))
    else:
        known = await lock_dossiers(tx, [manifestation.manifestation_id for manifestation, _ in heard])
        await record(tx, await _judged(tx, heard, known, recent))


async def assess_at_once(
    connection: Tx, received: Sequence[Received[ManifestationChanged]], *, marks: Marks, recent: Recent
) -> bool:
    """Do the same in one statement that saves ``marks`` too; False, having done nothing, where that cannot be."""
    heard = _heard(received)
    if not _only_first_versions(heard):
        return False
    return await record_at_once(connection, await _judged(connection, heard, {}, recent), marks=marks)


def _heard(received: Sequence[Received[ManifestationChanged]]) -> list[Heard]:
    return [(item.event, item.cause) for item in received if item.event is not None]


def _only_first_versions(heard: Sequence[Heard]) -> bool:
    # They are new to us, or were judged when they came before, so no round trip is spent on looking for their dossiers.
    # Only where there is nothing else: dossiers are locked in the order of their key, all of a batch at once.
    return all(manifestation.version == 1 for manifestation, _ in heard)


async def _judged(
    tx: Tx, heard: Sequence[Heard], known: Mapping[UUID, Dossier], recent: Recent | None
) -> list[NewDecision]:
    new = [
        (manifestation, cause, previous)
        for manifestation, cause in heard
        if (previous := known.get(manifestation.manifestation_id)) is None
        or previous.manifestation.version < manifestation.version
    ]
    found = await answers(tx, [manifestation.organiser for manifestation, _, _ in new], recent)
    now = datetime.now(UTC)
    return [
        NewDecision(
            dossier=examine(manifestation, answer, previous=previous, now=now, correlation_id=cause.correlation_id),
            answer=answer,
            cause=cause,
        )
        for (manifestation, cause, previous), answer in zip(new, found, strict=True)
    ]
