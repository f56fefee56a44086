from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.meetings.rules import (
    choose_table,
    pair_faults,
    participant_of,
    parties_of,
    place_of,
)
from services.matchmaking.structures.rules import Known
from shared.contracts.matchmaking import MeetingParty, MeetingPlace
from tests.support.builders import some_id
from tests.unit.matchmaking.meetings.sample import EVENT, MEETING, NOW

PRESENT = Known(name="Le Fournil solidaire", gone=False)
GONE = Known(name="L’Atelier fermé", gone=True)


def test_a_structure_takes_part_in_an_event_under_one_identifier() -> None:
    assert participant_of(EVENT, some_id(5)) == UUID("70c0e06a-653e-55ea-af06-68bb1c7d4fde")
    assert participant_of(EVENT, some_id(5)) == participant_of(EVENT, some_id(5))
    assert len({participant_of(event, each) for event in (EVENT, some_id(2)) for each in (some_id(5), some_id(6))}) == 4


def test_parties_stand_in_the_order_of_the_booking() -> None:
    assert parties_of(MEETING) == (
        MeetingParty(participant_id=participant_of(EVENT, some_id(6)), structure_id=some_id(6)),
        MeetingParty(participant_id=participant_of(EVENT, some_id(5)), structure_id=some_id(5)),
    )


def test_the_place_of_a_meeting_is_its_table() -> None:
    assert place_of(MEETING) == MeetingPlace(kind="table", label="Table 4", number=4)


def test_two_known_structures_may_meet() -> None:
    assert pair_faults([some_id(1), some_id(2)], {some_id(1): PRESENT, some_id(2): PRESENT}, at=NOW) == []


def test_a_structure_does_not_meet_itself() -> None:
    [fault] = pair_faults([some_id(1), some_id(1)], {some_id(1): PRESENT}, at=NOW)

    assert (fault.pointer, fault.code) == ("/structure_ids", "same_structure_twice")


def test_every_absent_structure_is_named() -> None:
    faults = pair_faults([some_id(1), some_id(2)], {some_id(2): GONE}, at=NOW)

    assert [(fault.pointer, fault.code) for fault in faults] == [
        ("/structure_ids/0", "structure_unknown"),
        ("/structure_ids/1", "structure_gone"),
    ]
    assert "L’Atelier fermé" in faults[1].message


def test_a_structure_gone_before_its_name_was_heard_is_refused_by_its_identifier() -> None:
    unnamed = UUID(int=7)

    [fault] = pair_faults([some_id(1), unnamed], {some_id(1): PRESENT, unnamed: Known(name="", gone=True)}, at=NOW)

    assert str(unnamed) in fault.message


@given(free=st.lists(st.integers(1, 300), min_size=1, unique=True).map(sorted), draw=st.floats(0, 1, exclude_max=True))
def test_the_first_attempt_takes_the_lowest_free_table(free: list[int], draw: float) -> None:
    assert choose_table(free, attempt=0, draw=draw) == free[0]


@given(
    free=st.lists(st.integers(1, 300), min_size=1, unique=True).map(sorted),
    attempt=st.integers(0, 20),
    draw=st.floats(0, 1, exclude_max=True),
)
def test_every_attempt_takes_a_free_table(free: list[int], attempt: int, draw: float) -> None:
    assert choose_table(free, attempt=attempt, draw=draw) in free


def test_rivals_spread_out_after_a_lost_race() -> None:
    free = list(range(1, 21))

    assert {choose_table(free, attempt=1, draw=draw / 10) for draw in range(10)} == {1, 2, 3, 4, 5}


def test_a_structure_whose_verification_has_ended_is_refused_by_its_name_and_the_day() -> None:
    ended = replace(PRESENT, verified_until=datetime(2026, 9, 30, 22, 0, tzinfo=UTC))
    known = {some_id(1): replace(PRESENT, verified_until=NOW + timedelta(days=1)), some_id(2): ended}

    [fault] = pair_faults([some_id(1), some_id(2)], known, at=NOW)

    assert (fault.pointer, fault.code) == ("/structure_ids/1", "structure_gone")
    assert (
        "« Le Fournil solidaire » n’est plus reconnue à partir du jeudi\N{NO-BREAK SPACE}1er octobre 2026"
        in fault.message
    )


@pytest.mark.parametrize("verified_until", [None, NOW - timedelta(days=1), NOW + timedelta(days=1)])
def test_what_was_removed_is_refused_whatever_it_was_verified_for(verified_until: datetime | None) -> None:
    known = {some_id(1): PRESENT, some_id(2): replace(GONE, verified_until=verified_until)}

    [fault] = pair_faults([some_id(1), some_id(2)], known, at=NOW)

    assert fault.message.startswith("« L’Atelier fermé » n’est plus reconnue :")
