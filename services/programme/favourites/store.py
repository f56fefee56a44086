"""Every SQL statement about programmes of visitors."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.programme.favourites.own_programme import Chosen, OwnProgramme
from shared.postgres.database import Tx


async def find_programme(tx: Tx, programme_id: UUID) -> OwnProgramme | None:
    """Return a programme with what is chosen; None where there is none, or no longer."""
    row = await tx.fetchrow(
        "SELECT programme_id, shared, share_number FROM own_programmes WHERE programme_id = $1", programme_id
    )
    if row is None:
        return None
    chosen = await tx.fetch(
        "SELECT manifestation_id, occurrence_id FROM own_programme_dates WHERE programme_id = $1", programme_id
    )
    return OwnProgramme(**dict(row), chosen=frozenset((each[0], each[1]) for each in chosen))


async def insert_programme(tx: Tx, programme_id: UUID) -> None:
    """Begin one."""
    await tx.execute("INSERT INTO own_programmes (programme_id) VALUES ($1)", programme_id)


async def insert_date(tx: Tx, programme_id: UUID, chosen: Chosen) -> None:
    """Choose a date, once."""
    await tx.execute(
        """
        INSERT INTO own_programme_dates (programme_id, manifestation_id, occurrence_id)
        VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING
        """,
        programme_id,
        *chosen,
    )


async def lock_programme(tx: Tx, programme_id: UUID) -> bool:
    """Keep others from changing it meanwhile; False where it is gone."""
    found: Any = await tx.fetchval(
        "SELECT programme_id FROM own_programmes WHERE programme_id = $1 FOR UPDATE", programme_id
    )
    return found is not None


async def delete_dates(tx: Tx, programme_id: UUID, chosen: Collection[Chosen]) -> None:
    """Take dates out."""
    await tx.execute(
        """
        DELETE FROM own_programme_dates AS kept
        USING unnest($2::uuid[], $3::uuid[]) AS gone (manifestation_id, occurrence_id)
        WHERE kept.programme_id = $1
            AND kept.manifestation_id = gone.manifestation_id
            AND kept.occurrence_id = gone.occurrence_id
        """,
        programme_id,
        [each[0] for each in chosen],
        [each[1] for each in chosen],
    )


async def update_sharing(tx: Tx, programme_id: UUID, *, shared: bool) -> None:
    """Let others read it, by a link that none before it was, or nobody."""
    await tx.execute(
        """
        UPDATE own_programmes
        SET shared = $2, share_number = share_number + 1
        WHERE programme_id = $1 AND shared <> $2
        """,
        programme_id,
        shared,
    )


async def update_opened(tx: Tx, programme_id: UUID) -> None:
    """Note that somebody uses it, once a day."""
    await tx.execute(
        """
        UPDATE own_programmes
        SET opened_at = now()
        WHERE programme_id = $1 AND opened_at < now() - interval '1 day'
        """,
        programme_id,
    )


async def delete_programme(tx: Tx, programme_id: UUID) -> None:
    """Forget one, with what is chosen in it."""
    await tx.execute("DELETE FROM own_programmes WHERE programme_id = $1", programme_id)


async def delete_unopened(tx: Tx, kept: timedelta) -> None:
    """Forget those that nobody has opened for so long."""
    await tx.execute("DELETE FROM own_programmes WHERE opened_at < now() - $1::interval", kept)
