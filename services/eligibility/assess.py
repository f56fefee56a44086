"""Use case: judge manifestations as their organisers left them, and record why."""

from collections.abc import Sequence
from datetime import UTC, datetime

from services.eligibility.dossier import NewDecision
from services.eligibility.examine import examine
from services.eligibility.look_up import answers
from services.eligibility.record import record
from services.eligibility.store import lock_dossiers
from shared.contracts.submission import ManifestationChanged
from shared.kafka.records import Received
from shared.postgres.database import Tx


async def assess(tx: Tx, received: Sequence[Received[ManifestationChanged]]) -> None:
    """Judge each once, at the version it is at now; a version that was judged before, or overtaken, changes nothing."""
    heard = [(item.event, item.cause) for item in received if item.event is not None]
    known = await lock_dossiers(tx, [manifestation.manifestation_id for manifestation, _ in heard])
    new = [
        (manifestation, cause, previous)
        for manifestation, cause in heard
        if (previous := known.get(manifestation.manifestation_id)) is None
        or previous.manifestation.version < manifestation.version
    ]
    found = await answers(tx, [manifestation.organiser for manifestation, _, _ in new])
    now = datetime.now(UTC)
    await record(
        tx,
        [
            NewDecision(
                dossier=examine(manifestation, answer, previous=previous, now=now, correlation_id=cause.correlation_id),
                answer=answer,
                cause=cause,
            )
            for (manifestation, cause, previous), answer in zip(new, found, strict=True)
        ],
    )
