"""The rows of this capability's tables, and how a manifestation is read from them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.manifestation import Manifestation, Registered
from shared.contracts.content import Content, Organiser
from shared.contracts.submission import State
from shared.identity.caller import Role
from shared.postgres.rows import columns, sql_types


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
    chamber_answers: dict[str, str]
    appeal: str | None
    owner_id: str | None
    changed_by: str | None
    changed_as: Role | None
    changed_at: datetime


DECISION = "decision_"
DECISION_COLUMNS = ", ".join(f"decisions_heard.{name} AS {DECISION}{name}" for name in sql_types(LastDecision))

SELECT_MANIFESTATIONS = f"""
    SELECT {columns(Registered, prefix="manifestations.")}, {DECISION_COLUMNS}
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
    last_decision = decision if decision["version"] is not None else None
    return msgspec.convert({**dict(record), "last_decision": last_decision}, Manifestation)
