from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4, uuid5

import asyncpg
import pytest

from services.matchmaking.meetings.cancel import cancel
from services.matchmaking.meetings.errors import AlreadyCancelled, EveryTableTaken, PartyTaken
from services.matchmaking.meetings.rules import Meeting
from services.matchmaking.meetings.store.meetings import lock_meeting
from shared.contracts.matchmaking import MeetingChanged, MeetingParty, MeetingPlace
from shared.errors import FieldsRefused, VersionChanged
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import (
    MORNING,
    book_one,
    faults,
    know,
    outbox,
    removed,
    rows,
    slots,
    structures,
    told,
)
from tests.support.builders import structure_verified


async def cancel_one(database: Database, meeting_id: UUID, expected_version: int = 1) -> Meeting:
    async with database.transaction() as tx:
        return await cancel(tx, await lock_meeting(tx, meeting_id), expected_version=expected_version)


async def test_a_booking_takes_the_lowest_free_table_and_is_told(database: Database) -> None:
    a, b, c, d = await structures(database, "Le Fournil", "La Lanterne", "L’Établi", "Le Potager")
    [slot_id] = await slots(database, tables=3)

    first, second = await book_one(database, slot_id, [b, a]), await book_one(database, slot_id, [c, d])

    assert (first.table_number, second.table_number) == (1, 2)
    event, other = await outbox(database)
    assert event == MeetingChanged(
        meeting_id=first.meeting_id,
        version=1,
        state="booked",
        b2b_event_id=first.b2b_event_id,
        slot_id=slot_id,
        parties=(
            MeetingParty(participant_id=uuid5(first.b2b_event_id, str(b)), structure_id=b),
            MeetingParty(participant_id=uuid5(first.b2b_event_id, str(a)), structure_id=a),
        ),
        place=MeetingPlace(kind="table", label="Table 1", number=1),
        starts_at=MORNING,
        ends_at=MORNING + timedelta(minutes=15),
        origin="chamber",
        changed_at=event.changed_at,
    )
    assert event.starts_at.isoformat() == "2026-11-14T10:00:00+01:00"
    assert (other.place.label, other.slot_id) == ("Table 2", slot_id)
    assert not any((await faults(database)).values())


async def test_a_structure_is_not_booked_twice_in_one_slot_and_the_refusal_says_who_and_when(
    database: Database,
) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    [slot_id] = await slots(database, tables=3)
    await book_one(database, slot_id, [a, b])

    with pytest.raises(PartyTaken) as refusal:
        await book_one(database, slot_id, [c, b])

    assert refusal.value.detail == (
        "« La Lanterne » a déjà un rendez-vous le samedi\N{NO-BREAK SPACE}14 novembre 2026, "
        "10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}15 : "
        "choisissez un autre créneau, ou annulez "
        "d’abord ce rendez-vous."
    )
    assert [(fault.pointer, fault.value) for fault in refusal.value.errors] == [("/structure_ids/1", str(b))]
    assert len(await outbox(database)) == 1


async def test_slots_of_two_events_that_overlap_keep_the_same_structure_apart(database: Database) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    [here] = await slots(database)
    [elsewhere] = await slots(database, starts_at=MORNING + timedelta(minutes=14), slot_minutes=30)
    await book_one(database, here, [a, b])

    with pytest.raises(PartyTaken):
        await book_one(database, elsewhere, [a, c])


async def test_a_meeting_may_begin_when_the_one_before_ends(database: Database) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    first, second = await slots(database, count=2)

    await book_one(database, first, [a, b])
    await book_one(database, second, [a, c])

    assert not any((await faults(database)).values())


async def test_when_every_table_is_taken_the_refusal_says_so(database: Database) -> None:
    a, b, c, d = await structures(database, "Le Fournil", "La Lanterne", "L’Établi", "Le Potager")
    [slot_id] = await slots(database, tables=1)
    await book_one(database, slot_id, [a, b])

    with pytest.raises(EveryTableTaken, match="choisissez un autre créneau"):
        await book_one(database, slot_id, [c, d])


async def test_the_database_itself_refuses_a_table_that_does_not_exist(database: Database) -> None:
    a, b = await structures(database, "Le Fournil", "La Lanterne")
    [slot_id] = await slots(database, tables=1)
    meeting = await book_one(database, slot_id, [a, b])

    with pytest.raises(asyncpg.CheckViolationError, match="meetings_have_a_table_that_exists"):
        async with database.transaction() as tx:
            await tx.execute("UPDATE meetings SET table_number = 2 WHERE meeting_id = $1", meeting.meeting_id)
    with pytest.raises(asyncpg.ForeignKeyViolationError, match="meetings_follow_their_slot"):
        async with database.transaction() as tx:
            await tx.execute("UPDATE meetings SET tables = 2 WHERE meeting_id = $1", meeting.meeting_id)


async def test_everything_wrong_with_a_wish_is_said_at_once(database: Database) -> None:
    a, b = await structures(database, "Le Fournil", "La Lanterne")
    await know(database, removed(b, 2))

    with pytest.raises(FieldsRefused) as refusal:
        await book_one(database, uuid4(), [uuid4(), b])

    assert [fault.code for fault in refusal.value.errors] == ["slot_unknown", "structure_unknown", "structure_gone"]
    with pytest.raises(FieldsRefused) as refusal:
        await book_one(database, (await slots(database))[0], [a, a])
    assert [fault.code for fault in refusal.value.errors] == ["same_structure_twice"]


async def test_a_structure_whose_verification_has_ended_is_not_booked_any_more(database: Database) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    first, second = await slots(database, count=2)
    before = await book_one(database, first, [a, b])
    ended = structure_verified(
        structure_id=b, version=2, name="La Lanterne", verified_until=datetime(2026, 1, 31, 23, 0, tzinfo=UTC)
    )
    await know(database, *told(ended))

    with pytest.raises(FieldsRefused) as refusal:
        await book_one(database, second, [c, b])

    [fault] = refusal.value.errors
    assert (fault.pointer, fault.code, fault.value) == ("/structure_ids/1", "structure_gone", str(b))
    assert "« La Lanterne » n’est plus reconnue à partir du dimanche\N{NO-BREAK SPACE}1er février 2026" in fault.message
    assert [event.meeting_id for event in await outbox(database)] == [before.meeting_id]


async def test_a_structure_whose_verification_ends_before_the_slot_is_not_booked_for_it(database: Database) -> None:
    a, b = await structures(database, "Le Fournil", "La Lanterne")
    [slot] = await slots(database, count=1)
    await know(
        database, *told(structure_verified(structure_id=b, version=2, name="La Lanterne", verified_until=MORNING))
    )

    with pytest.raises(FieldsRefused) as refusal:
        await book_one(database, slot, [a, b])

    assert [(fault.pointer, fault.code) for fault in refusal.value.errors] == [("/structure_ids/1", "structure_gone")]


async def test_a_structure_of_unknown_form_and_region_is_booked_as_any_other(database: Database) -> None:
    [a] = await structures(database, "Le Fournil")
    bare = structure_verified(
        structure_id=uuid4(), name="SARL LANTERNE", usual_name="La Lanterne", legal_family=None, region_code=None
    )
    await know(database, *told(bare))

    booked = await book_one(database, (await slots(database))[0], [a, bare.structure_id])

    assert booked.structure_names == ("Le Fournil", "La Lanterne")


async def test_a_cancelled_slot_can_be_booked_again(database: Database) -> None:
    a, b, c = await structures(database, "Le Fournil", "La Lanterne", "L’Établi")
    [slot_id] = await slots(database, tables=1)
    cancelled = await book_one(database, slot_id, [a, b])

    await cancel_one(database, cancelled.meeting_id)
    again = await book_one(database, slot_id, [a, c])

    assert (again.table_number, again.meeting_id != cancelled.meeting_id) == (1, True)
    history = await rows(database, "SELECT meeting_id, state, version FROM meetings ORDER BY changed_at")
    assert [(row["state"], row["version"]) for row in history] == [("cancelled", 2), ("booked", 1)]
    events = await outbox(database)
    assert [(event.state, event.version) for event in events] == [("booked", 1), ("cancelled", 2), ("booked", 1)]
    assert events[1] == replace(events[0], version=2, state="cancelled", changed_at=events[1].changed_at)
    assert not any((await faults(database)).values())


async def test_a_meeting_is_cancelled_once_and_only_on_its_present_version(database: Database) -> None:
    [slot_id] = await slots(database)
    meeting = await book_one(database, slot_id, await structures(database, "Le Fournil", "La Lanterne"))

    with pytest.raises(VersionChanged):
        await cancel_one(database, meeting.meeting_id, expected_version=2)
    await cancel_one(database, meeting.meeting_id)
    with pytest.raises(VersionChanged):
        await cancel_one(database, meeting.meeting_id)
    with pytest.raises(AlreadyCancelled):
        await cancel_one(database, meeting.meeting_id, expected_version=2)

    assert [event.version for event in await outbox(database)] == [1, 2]
