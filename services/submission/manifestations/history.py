"""Use case: what became of a manifestation, version by version, and who did it."""

from uuid import UUID

from services.submission.manifestations.rules.history import Past
from services.submission.manifestations.rules.words import Written, written
from services.submission.manifestations.store.history import list_versions, list_words
from shared.postgres.database import Tx


async def history_of(tx: Tx, manifestation_id: UUID) -> list[Past]:
    """List its versions, the latest first."""
    return await list_versions(tx, manifestation_id)


async def written_of(tx: Tx, manifestation_id: UUID) -> list[Written]:
    """List what its organiser has written to whoever decides, the first message first."""
    return list(written(await list_words(tx, manifestation_id)))
