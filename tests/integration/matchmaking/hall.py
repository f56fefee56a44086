"""Structures, events and bookings for the tests, and what must hold whatever was booked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.matchmaking.b2b_events.open_b2b_event import keep_b2b_event, lay_out
from services.matchmaking.meetings.book import book, in_turn
from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.wish import meeting_at_a_free_table, wish_for
from services.matchmaking.structures.know import know_structures
from shared.contracts.eligibility import STRUCTURES, StructureVerified
from shared.contracts.matchmaking import MEETINGS, MeetingChanged
from shared.identity.caller import Role
from shared.kafka.records import Received, read
from shared.postgres.database import Database
from tests.support import people
from tests.support.builders import raw_record, record_of, structure_verified
from tests.support.service import Client, bearer, new_key

MORNING = datetime(2026, 11, 14, 9, 0, tzinfo=UTC)

EVENT = {
    "name": "Rencontres d’affaires de Bretagne",
    "region_code": "53",
    "starts_at": "2026-11-14T14:00:00+01:00",
    "slot_minutes": 15,
    "slots": 8,
    "tables": 5,
}


def told(*structures: StructureVerified) -> list[Received[StructureVerified]]:
    return [read(STRUCTURES, record_of(STRUCTURES, structure)) for structure in structures]


def removed(structure_id: UUID | str, version: int) -> Received[StructureVerified]:
    """Return the tombstone as the wrapper hands it on."""
    template = record_of(STRUCTURES, structure_verified())
    headers = {**dict(template.headers), "ce_entityversion": str(version).encode()}
    record = raw_record(STRUCTURES.topic, key=str(structure_id).encode(), value=None, headers=list(headers.items()))
    return read(STRUCTURES, record)


async def know(database: Database, *received: Received[StructureVerified]) -> None:
    async with database.transaction() as tx:
        await know_structures(tx, received)


async def structures(database: Database, *names: str) -> list[UUID]:
    """Make structures known and return their identifiers."""
    verified = [structure_verified(structure_id=uuid4(), name=name) for name in names]
    await know(database, *told(*sorted(verified, key=lambda each: str(each.structure_id))))
    return [each.structure_id for each in verified]


async def slots(
    database: Database, *, count: int = 1, tables: int = 1, starts_at: datetime = MORNING, slot_minutes: int = 15
) -> list[UUID]:
    """Open an event and return its slots."""
    event, opened = lay_out(
        name="Rencontres d’affaires de Bretagne",
        region_code="53",
        starts_at=starts_at,
        slot_minutes=slot_minutes,
        slots=count,
        tables=tables,
    )
    async with database.transaction() as tx:
        await keep_b2b_event(tx, event, opened)
    return [slot.slot_id for slot in opened]


async def book_one(database: Database, slot_id: UUID, structure_ids: Sequence[UUID]) -> Meeting:
    """Book as the HTTP door does: again while all that is lost is a race."""

    async def attempt(number: int) -> Meeting:
        async with database.transaction() as tx:
            wish = await wish_for(tx, slot_id=slot_id, structure_ids=structure_ids)
            meeting = meeting_at_a_free_table(wish, attempt=number)
            await book(tx, wish, meeting)
        return meeting

    return await in_turn(attempt)


async def rows(database: Database, query: str, *arguments: Any) -> list[dict[str, Any]]:
    async with database.transaction(readonly=True) as tx:
        return [dict(row) for row in await tx.fetch(query, *arguments)]


async def outbox(database: Database) -> list[MeetingChanged]:
    """Return what was told of meetings, in order; no relay takes it away, there is no broker."""
    told = await rows(database, "SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", MEETINGS.topic)
    return [MEETINGS.decode(row["payload"]) for row in told]


async def faults(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every breach of what must always hold, by its name; all empty where nothing is wrong."""
    return {
        "the same structure at two places at once": await rows(
            database,
            """
            SELECT a.meeting_id, b.meeting_id AS other
            FROM meetings AS a
            JOIN meetings AS b ON a.meeting_id < b.meeting_id AND a.during && b.during
            WHERE a.state = 'booked' AND b.state = 'booked'
                AND ARRAY[a.first_structure_id, a.second_structure_id]
                    && ARRAY[b.first_structure_id, b.second_structure_id]
            """,
        ),
        "two meetings at one table": await rows(
            database,
            """
            SELECT slot_id, table_number FROM meetings WHERE state = 'booked'
            GROUP BY slot_id, table_number HAVING count(*) > 1
            """,
        ),
        "more meetings than tables": await rows(
            database,
            """
            SELECT slot_id FROM meetings WHERE state = 'booked'
            GROUP BY slot_id, tables HAVING count(*) > tables OR max(table_number) > tables
            """,
        ),
        "half a meeting, or parties of a cancelled one": await rows(
            database,
            """
            SELECT meeting_id, state, count(structure_id)
            FROM meetings LEFT JOIN meeting_parties USING (meeting_id)
            GROUP BY meeting_id, state
            HAVING count(structure_id) <> CASE state WHEN 'booked' THEN 2 ELSE 0 END
            """,
        ),
        "a meeting untold, or told without being there": await rows(
            database,
            """
            SELECT key, outbox.version, meeting_id
            FROM outbox FULL JOIN (SELECT meeting_id, generate_series(1, version) AS version FROM meetings) AS states
                ON key = meeting_id::text AND outbox.version = states.version
            WHERE key IS NULL OR meeting_id IS NULL
            """,
        ),
    }


async def open_one(client: Client, headers: dict[str, str], **fields: Any) -> dict[str, Any]:
    """Open an event over HTTP and return the answer."""
    response = await client.post("/b2b-events", json={**EVENT, **fields}, headers=once(headers))
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


def wanted(slot_id: str | UUID, *structure_ids: UUID) -> dict[str, Any]:
    """Return the body that books a meeting."""
    return {"slot_id": str(slot_id), "structure_ids": [str(each) for each in structure_ids]}


async def make_key(database: Database, role: Role, region_code: str | None = None) -> dict[str, str]:
    """Draw a key and return the header that shows it."""
    return bearer(await new_key(database, role, region_code))


async def sign_in(client: Client, database: Database, role: Role, region_code: str | None = None) -> None:
    """Open a session on the site, which the client keeps."""
    await people.sign_in(client, database, await new_key(database, role, region_code))


def once(headers: dict[str, str]) -> dict[str, str]:
    """Add a key for a request that is made once."""
    return {**headers, "Idempotency-Key": uuid4().hex}


def later(structure: StructureVerified, version: int, **fields: Any) -> StructureVerified:
    return replace(structure, version=version, verified_at=structure.verified_at + timedelta(days=version), **fields)
