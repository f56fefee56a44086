"""The SQL of one manifestation; registering and lists have their own files."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Manifestation, Registered
from services.submission.manifestations.store.rows import (
    INSERT_VERSION,
    SELECT_MANIFESTATIONS,
    manifestation_of,
)
from shared.contracts.content import Content, Organiser
from shared.contracts.submission import State
from shared.identity.caller import Role
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, columns, unnest, width


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """What a change replaces in a row of ``manifestations``."""

    id: UUID
    version: int
    state: State
    region_code: str | None
    organiser: Organiser
    content: Content
    note: str | None
    chamber_answers: dict[str, str]
    owner_id: str
    changed_by: str | None
    changed_as: Role | None
    updated_at: datetime
    another_because: str | None
    appeal: str | None
    appealed_decision: int | None


UPDATE = f"""
    WITH entity AS (
        UPDATE manifestations
        SET ({columns(ChangeRow, but=["id"])}) = ROW({columns(ChangeRow, prefix="incoming.", but=["id"])})
        FROM {unnest(ChangeRow)}
        WHERE manifestations.id = incoming.id
            AND manifestations.version = incoming.version - 1
            AND manifestations.state <> 'withdrawn'
        RETURNING {columns(Registered, prefix="manifestations.")}
    ), history AS (
        {INSERT_VERSION}
    ), told AS (
        {insert_outbox(first=1 + width(ChangeRow), changed="entity", key="id")}
    )
    SELECT true FROM entity
    """

# Nothing else of a version can be changed.
FORGET_CONTACT = """
    UPDATE manifestation_versions
    SET content = without_contact(content), note = NULL, chamber_answers = '{}', appeal = NULL
    WHERE manifestation_id = $1
    """

FIND = f"{SELECT_MANIFESTATIONS} WHERE manifestations.id = $1"


async def update_manifestation(tx: Tx, manifestation: Manifestation, outbox: OutboxRow) -> bool:
    """Write the next version everywhere; False where the present one is not the version before it."""
    return bool(await tx.fetchval(UPDATE, *arrays(ChangeRow, [manifestation]), *arrays(OutboxRow, [outbox])))


async def forget_contact(tx: Tx, manifestation_id: UUID) -> None:
    """Take contact and what the chamber alone reads out of every version, and digests out of what a partner said."""
    await tx.execute(FORGET_CONTACT, manifestation_id)
    await tx.execute("DELETE FROM said_by_partners WHERE manifestation_id = $1", manifestation_id)


async def find_manifestation(tx: Tx, manifestation_id: UUID) -> Manifestation | None:
    """Return one manifestation with its last decision."""
    record = await tx.fetchrow(FIND, manifestation_id)
    return manifestation_of(record) if record else None


async def find_by_external_id(tx: Tx, owner_id: str, edition: int, external_id: str) -> UUID | None:
    """Return the id of the manifestation, not withdrawn, that bears its owner's reference."""
    found: UUID | None = await tx.fetchval(
        """
        SELECT id
        FROM manifestations
        WHERE owner_id = $1
            AND edition = $2
            AND external_id = $3
            AND state <> 'withdrawn'
        """,
        owner_id,
        edition,
        external_id,
    )
    return found
