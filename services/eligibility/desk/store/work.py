"""The SQL statements of how far a chamber is with a dossier, and of what it last looked at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from shared.contracts.content import Content
from shared.postgres.database import Tx

Aside = Literal["held", "asked", "deciding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What people have done about a dossier that is not a decision."""

    assigned_to: str | None = None
    aside: Aside | None = None
    aside_version: int | None = None
    aside_at: datetime | None = None
    aside_by: str | None = None
    aside_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A version that a chamber has looked at, without contacts."""

    judged_version: int
    content: Content
    looked_at: datetime
    before_version: int | None
    before_content: Content | None
    """The one it had looked at before this one; None where this is the first."""
    before_at: datetime | None


async def find_work(tx: Tx, manifestation_id: UUID) -> Work:
    """Return what has been done about a dossier."""
    row = await tx.fetchrow(
        """
        SELECT assigned_to, aside, aside_version, aside_at, aside_by, aside_note
        FROM desk_work
        WHERE manifestation_id = $1
        """,
        manifestation_id,
    )
    return Work(**row) if row else Work()


async def assign(tx: Tx, manifestation_id: UUID, *, account_id: str | None) -> None:
    """Let somebody have taken it on, or nobody."""
    await tx.execute(
        """
        INSERT INTO desk_work (manifestation_id, assigned_to)
        VALUES ($1, $2)
        ON CONFLICT (manifestation_id) DO UPDATE SET assigned_to = excluded.assigned_to
        """,
        manifestation_id,
        account_id,
    )


async def put_aside(
    tx: Tx, manifestation_id: UUID, aside: Aside, *, judged_version: int, account_id: str, note: str | None = None
) -> None:
    """Take it out of the queue until the organiser changes it, or somebody puts it back."""
    await tx.execute(
        """
        INSERT INTO desk_work (manifestation_id, aside, aside_version, aside_at, aside_by, aside_note)
        VALUES ($1, $2, $3, now(), $4, $5)
        ON CONFLICT (manifestation_id) DO UPDATE
            SET aside = excluded.aside,
                aside_version = excluded.aside_version,
                aside_at = excluded.aside_at,
                aside_by = excluded.aside_by,
                aside_note = excluded.aside_note
        """,
        manifestation_id,
        aside,
        judged_version,
        account_id,
        note,
    )


async def put_back(tx: Tx, manifestation_id: UUID) -> None:
    """Put it back into the queue."""
    await tx.execute(
        """
        UPDATE desk_work
        SET aside = NULL, aside_version = NULL, aside_at = NULL, aside_by = NULL, aside_note = NULL
        WHERE manifestation_id = $1
        """,
        manifestation_id,
    )


async def look_at(tx: Tx, manifestation_id: UUID, *, judged_version: int, content: Content) -> Look:
    """Note what is looked at; what was looked at before another version came is kept beside it."""
    await tx.execute(
        """
        INSERT INTO desk_looks AS look (manifestation_id, judged_version, content, looked_at)
        VALUES ($1, $2, $3::jsonb, now())
        ON CONFLICT (manifestation_id) DO UPDATE
            SET before_version = look.judged_version,
                before_content = look.content,
                before_at = look.looked_at,
                judged_version = excluded.judged_version,
                content = excluded.content,
                looked_at = excluded.looked_at
            WHERE look.judged_version < excluded.judged_version
        """,
        manifestation_id,
        judged_version,
        content,
    )
    [row] = await tx.fetch(
        """
        SELECT judged_version, content, looked_at, before_version, before_content, before_at
        FROM desk_looks
        WHERE manifestation_id = $1
        """,
        manifestation_id,
    )
    return msgspec.convert(dict(row), Look)
