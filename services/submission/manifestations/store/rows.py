"""The rows of this capability's tables, and how a manifestation is read from them."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

import asyncpg
import msgspec

from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.manifestation import Manifestation
from shared.contracts.content import Content, Organiser
from shared.contracts.submission import State
from shared.postgres.rows import columns, sql_types


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestationRow:
    """A row of ``manifestations``: a ``Manifestation`` without the decision on it."""

    id: UUID
    version: int
    state: State
    edition: int
    region_code: str | None
    organiser: Organiser
    content: Content
    external_id: str | None
    note: str | None
    owner_id: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A row of ``manifestation_versions``: what a version said."""

    manifestation_id: UUID
    version: int
    state: State
    edition: int
    region_code: str | None
    organiser: Organiser
    content: Content
    note: str | None
    changed_at: datetime


DECISION = "decision_"
DECISION_COLUMNS = ", ".join(f"decisions_heard.{name} AS {DECISION}{name}" for name in sql_types(LastDecision))

SELECT_MANIFESTATIONS = f"""
    SELECT {columns(ManifestationRow, prefix="manifestations.")}, {DECISION_COLUMNS}
    FROM manifestations
    LEFT JOIN decisions_heard ON decisions_heard.manifestation_id = manifestations.id
    """
"""Each manifestation with the last decision on it; a WHERE may follow."""

SAID = ("manifestation_id", "changed_at")
INSERT_VERSION = f"""
    INSERT INTO manifestation_versions ({", ".join(SAID)}, {columns(VersionRow, but=SAID)})
    SELECT id, updated_at, {columns(VersionRow, but=SAID)}
    FROM entity
    """
"""The history of ``entity``, a CTE that returns the row as it was written."""


def manifestation_of(record: asyncpg.Record) -> Manifestation:
    """Read a record of ``SELECT_MANIFESTATIONS``."""
    decision = {name.removeprefix(DECISION): value for name, value in record.items() if name.startswith(DECISION)}
    return Manifestation(
        id=record["id"],
        version=record["version"],
        state=cast("State", record["state"]),
        edition=record["edition"],
        region_code=record["region_code"],
        organiser=msgspec.convert(record["organiser"], Organiser),
        content=msgspec.convert(record["content"], Content),
        external_id=record["external_id"],
        note=record["note"],
        owner_id=record["owner_id"],
        created_at=record["created_at"],
        updated_at=record["updated_at"],
        last_decision=msgspec.convert(decision, LastDecision) if decision["version"] is not None else None,
    )
