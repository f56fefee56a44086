"""The SQL of the history of a manifestation."""

from uuid import UUID

import msgspec

from services.submission.manifestations.rules.history import Past
from services.submission.manifestations.rules.words import VersionWords
from shared.postgres.database import Tx
from shared.postgres.rows import columns

LIST_WORDS = """
    SELECT changed_at, note, appeal
    FROM manifestation_versions
    WHERE manifestation_id = $1
    ORDER BY version
    """
LIST = f"SELECT {columns(Past)} FROM manifestation_versions WHERE manifestation_id = $1 ORDER BY version DESC"


async def list_versions(tx: Tx, manifestation_id: UUID) -> list[Past]:
    """List the versions, the latest first."""
    return [msgspec.convert(dict(row), Past) for row in await tx.fetch(LIST, manifestation_id)]


async def list_words(tx: Tx, manifestation_id: UUID) -> list[VersionWords]:
    """List what the versions said to whoever decides, the first one first."""
    return [VersionWords(**row) for row in await tx.fetch(LIST_WORDS, manifestation_id)]
