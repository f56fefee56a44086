"""The SQL of what a restore made the tables forget, and of what holds afterwards."""

from collections.abc import Sequence
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation, Registered
from services.submission.manifestations.store.rows import (
    INSERT_VERSION,
    SELECT_MANIFESTATIONS,
    VersionRow,
    manifestation_of,
)
from shared.contracts.submission import ManifestationChanged, State
from shared.contracts.vocabulary import known
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, one_row, unnest, values, width

UPSERT = f"""
    WITH entity AS (
        INSERT INTO manifestations ({columns(Registered)})
        SELECT {columns(Registered)}
        FROM {one_row(Registered)}
        ON CONFLICT (id) DO UPDATE
            SET {assignments(Registered, but=["id", "created_at"])}
        RETURNING {columns(Registered)}
    ), history AS (
        {INSERT_VERSION}
    )
    {insert_outbox(first=1 + width(Registered), changed="entity", key="id", source=one_row)}
    """

INSERT_VERSIONS = f"""
    INSERT INTO manifestation_versions ({columns(VersionRow)})
    SELECT {columns(VersionRow)}
    FROM {unnest(VersionRow)}
    ON CONFLICT DO NOTHING
    """

LIST_KNOWN = """
    SELECT manifestation_id, version, changed_at
    FROM manifestation_versions AS known
    JOIN unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS told (manifestation_id, version, changed_at)
        USING (manifestation_id, version, changed_at)
    """
"""Those of the states that the history has as they were told."""


async def lock_manifestation(tx: Tx, manifestation_id: UUID) -> Manifestation | None:
    """Return a manifestation that nobody else changes before the transaction ends."""
    record = await tx.fetchrow(
        f"{SELECT_MANIFESTATIONS} WHERE manifestations.id = $1 FOR UPDATE OF manifestations", manifestation_id
    )
    return manifestation_of(record) if record else None


async def upsert_manifestation(tx: Tx, manifestation: Manifestation, outbox: OutboxRow) -> None:
    """Write a manifestation whether it is there or not, its version and what is told of it.

    Raises asyncpg's ``UniqueViolationError`` where its owner has given the reference to another one.
    """
    await tx.execute(UPSERT, *values(Registered, manifestation), *values(OutboxRow, outbox))


async def insert_versions(tx: Tx, told: Sequence[ManifestationChanged]) -> None:
    """Add to the history what was told, where it has no such version."""
    await tx.execute(INSERT_VERSIONS, *arrays(VersionRow, [_version_of(event) for event in told]))


def _version_of(event: ManifestationChanged) -> VersionRow:
    return VersionRow(
        manifestation_id=event.manifestation_id,
        version=event.version,
        state=known(event.state, State, "amended"),
        edition=event.edition,
        region_code=event.region_code,
        organiser=event.organiser,
        content=event.content,
        note=event.note,
        chamber_answers=event.chamber_answers,
        appeal=event.appeal,
        owner_id=event.owner,
        changed_by=None,
        changed_as=None,
        changed_at=event.changed_at,
    )
