"""Double bookings, half meetings, slow recoveries and faults without a hint are planted and seen."""

import pytest

from tests.faults.history import Answer, History, Meeting, Observed
from tests.faults.invariants import no_fault_without_a_hint, nobody_is_booked_twice, recovered_in_time
from tests.unit.faults.planted import held


def test_a_structure_booked_twice_in_a_slot_is_seen(history: History, seen: Observed) -> None:
    seen.meetings.append(held("r4", "s1", 3, "a", "e"))

    assert ["a has 2 meetings in slot s1"] == nobody_is_booked_twice(history, seen)


def test_a_table_taken_twice_in_a_slot_is_seen(history: History, seen: Observed) -> None:
    seen.meetings.append(held("r4", "s1", 2, "e", "f"))

    assert ["table 2 has 2 meetings in slot s1"] == nobody_is_booked_twice(history, seen)


def test_a_cancelled_meeting_takes_nobodys_time(history: History, seen: Observed) -> None:
    seen.meetings.append(held("r4", "s1", 1, "a", "b", booked=False))

    assert [] == nobody_is_booked_twice(history, seen)


@pytest.mark.parametrize("busy", [frozenset[str](), frozenset({"a"}), frozenset({"a", "b", "c"})])
def test_a_half_meeting_is_seen(history: History, seen: Observed, busy: frozenset[str]) -> None:
    whole = seen.meetings[0]
    seen.meetings[0] = Meeting(
        meeting_id=whole.meeting_id,
        slot_id=whole.slot_id,
        table=whole.table,
        booked=True,
        structures=whole.structures,
        busy=busy,
    )

    assert [f"meeting r1 is a half one: {len(busy)} busy parties"] == nobody_is_booked_twice(history, seen)


def test_an_acknowledged_booking_that_is_gone_or_with_others_is_seen(history: History, seen: Observed) -> None:
    history.booked["r2"] = ("s1", frozenset({"c", "x"}))
    history.booked["r9"] = ("s1", frozenset({"y", "z"}))

    assert [
        "meeting r2 was acknowledged and is not held as it was",
        "meeting r9 was acknowledged and is not held as it was",
    ] == nobody_is_booked_twice(history, seen)


def test_a_recovery_that_takes_too_long_is_seen() -> None:
    assert ["recovered after 30.1 s, allowed are 30 s"] == recovered_in_time(30.1, 30)


@pytest.mark.parametrize("retry_after", [None, "", "bientôt"])
def test_a_fault_of_ours_without_a_hint_is_seen(retry_after: str | None) -> None:
    answers = [
        Answer(request="GET /m", status=200),
        Answer(request="POST /m", status=500, retry_after=retry_after),
        Answer(request="PUT /m", status=412),
    ]

    assert ["POST /m was answered 500 without a hint when to retry"] == no_fault_without_a_hint(answers)
