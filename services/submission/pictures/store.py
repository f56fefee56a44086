"""The SQL of pictures."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.submission.pictures.rules.picture import Picture
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values

USED = """(
    EXISTS (SELECT FROM manifestation_versions WHERE content #>> '{image,sha256}' = pictures.sha256)
    OR EXISTS (SELECT FROM drafts WHERE filled #>> '{image,url}' = pictures.url)
    )"""
"""Some version shows it (the present one, the one that readers see meanwhile, one that a chamber saw), or a draft."""

INSERT = f"""
    INSERT INTO pictures ({columns(Picture)})
    SELECT {columns(Picture)}
    FROM {one_row(Picture)}
    ON CONFLICT (sha256) DO UPDATE
        SET kept_at = greatest(pictures.kept_at, excluded.kept_at)
    """

DELETE_UNUSED = f"""
    DELETE FROM pictures
    WHERE kept_at < $1 AND NOT ({USED})
    RETURNING sha256
    """

COUNT_UNUSED = f"SELECT count(*) FROM pictures WHERE kept_by = $1 AND NOT ({USED})"

COUNT_SHOWN = """
    SELECT count(DISTINCT content #>> '{image,sha256}')
    FROM manifestation_versions
    WHERE manifestation_id = $1 AND content #>> '{image,sha256}' <> $2
    """


async def insert_picture(tx: Tx, picture: Picture) -> None:
    """Keep one; of one that is there, that it was sent again."""
    await tx.execute(INSERT, *values(Picture, picture))


async def find_picture(tx: Tx, sha256: str) -> Picture | None:
    """Return one."""
    row = await tx.fetchrow(f"SELECT {columns(Picture)} FROM pictures WHERE sha256 = $1", sha256)
    return msgspec.convert(dict(row), Picture) if row else None


async def count_unused(tx: Tx, account_id: str) -> int:
    """Count those of an account that no manifestation shows."""
    found: int = await tx.fetchval(COUNT_UNUSED, account_id)
    return found


async def count_shown(tx: Tx, manifestation_id: UUID, *, but: str) -> int:
    """Count the pictures that versions of a manifestation show, one apart."""
    found: int = await tx.fetchval(COUNT_SHOWN, manifestation_id, but)
    return found


async def delete_unused(tx: Tx, *, before: datetime) -> list[str]:
    """Forget those that were sent before a moment and that nothing shows; returns their digests."""
    return [row["sha256"] for row in await tx.fetch(DELETE_UNUSED, before)]


async def known_of(tx: Tx, digests: Sequence[str]) -> set[str]:
    """Return those that are kept."""
    rows = await tx.fetch("SELECT sha256 FROM pictures WHERE sha256 = ANY($1::text[])", digests)
    return {row["sha256"] for row in rows}
