"""The SQL by which a chamber changes the register of places."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from services.submission.places.rules.place import KnownPlace
from shared.postgres.database import Tx

COPIED = "postcode, commune_code, commune_name, department_code, region_code"


async def lock_places(tx: Tx, place_ids: Iterable[UUID]) -> list[UUID]:
    """Hold those of these that stand by themselves, and return their ids."""
    rows = await tx.fetch(
        """
        SELECT place_id
        FROM places
        WHERE place_id = ANY($1::uuid[]) AND merged_into IS NULL
        ORDER BY place_id
        FOR UPDATE
        """,
        list(place_ids),
    )
    return [row["place_id"] for row in rows]


async def merge(tx: Tx, kept: UUID, others: Sequence[UUID], *, by: str, now: datetime) -> None:
    """Have one stand for the others, and for whatever they stood for."""
    await tx.execute(
        """
        UPDATE places
        SET merged_into = $1, version = version + 1, changed_by = $3, changed_at = $4
        WHERE place_id = ANY($2::uuid[]) OR merged_into = ANY($2::uuid[])
        """,
        kept,
        list(others),
        by,
        now,
    )
    await tx.execute(
        "UPDATE places SET version = version + 1, changed_by = $2, changed_at = $3 WHERE place_id = $1", kept, by, now
    )


async def insert_spelling(tx: Tx, spelling: UUID, place: KnownPlace, *, words: str, by: str, now: datetime) -> UUID:
    """Have a place stand for one more spelling of it; return the place that stands for that spelling."""
    await tx.execute(
        f"""
        INSERT INTO places (place_id, name, address, words, merged_into, changed_by, changed_at, {COPIED})
        SELECT $1, $3, $4, $5, place_id, $6, $7, {COPIED}
        FROM places
        WHERE place_id = $2
        ON CONFLICT (place_id) DO NOTHING
        """,
        spelling,
        place.place_id,
        place.name,
        place.address,
        words,
        by,
        now,
    )
    known: UUID = await tx.fetchval("SELECT coalesce(merged_into, place_id) FROM places WHERE place_id = $1", spelling)
    return known


async def update_place(tx: Tx, place: KnownPlace, *, words: str, by: str, now: datetime) -> bool:
    """Write how it is spelt and where it is; False where it is not of this version any more."""
    return bool(
        await tx.fetchval(
            """
            UPDATE places
            SET name = $3, address = $4, latitude = $5, longitude = $6, words = $7,
                version = version + 1, changed_by = $8, changed_at = $9
            WHERE place_id = $1 AND version = $2 AND merged_into IS NULL
            RETURNING true
            """,
            place.place_id,
            place.version,
            place.name,
            place.address,
            place.latitude,
            place.longitude,
            words,
            by,
            now,
        )
    )


async def set_retired(tx: Tx, place_id: UUID, version: int, *, retired: bool, by: str, now: datetime) -> bool:
    """Offer it no more, or again; False where it is not of this version any more."""
    return bool(
        await tx.fetchval(
            """
            UPDATE places
            SET retired_at = CASE WHEN $3::boolean THEN $5::timestamptz END,
                version = version + 1, changed_by = $4, changed_at = $5
            WHERE place_id = $1 AND version = $2 AND merged_into IS NULL
            RETURNING true
            """,
            place_id,
            version,
            retired,
            by,
            now,
        )
    )
