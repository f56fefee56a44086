from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.meetings.rules import Known, Slot, choose_table, grid, name_patterns, pair_faults, zone_of
from shared.geography.regions import COLLECTIVITES, REGIONS
from tests.support.builders import some_id

PARIS = ZoneInfo("Europe/Paris")
EVENT = some_id(1)
PRESENT = Known(name="Le Fournil solidaire", gone=False)
GONE = Known(name="L’Atelier fermé", gone=True)


def hours(slots: list[Slot], zone: ZoneInfo) -> list[str]:
    return [slot.starts_at.astimezone(zone).strftime("%H:%M%z") for slot in slots]


@given(
    starts_at=st.datetimes(
        datetime(2026, 1, 1),  # noqa: DTZ001 -- the strategy adds the zone
        datetime(2027, 12, 31),  # noqa: DTZ001
        timezones=st.sampled_from([UTC, PARIS, ZoneInfo("America/Miquelon"), ZoneInfo("Pacific/Tahiti")]),
    ),
    slot_minutes=st.integers(5, 60),
    slots=st.integers(1, 60),
)
def test_slots_follow_each_other_without_gap_or_overlap(starts_at: datetime, slot_minutes: int, slots: int) -> None:
    laid_out = grid(EVENT, starts_at=starts_at, slot_minutes=slot_minutes, slots=slots)

    assert [slot.number for slot in laid_out] == list(range(1, slots + 1))
    assert laid_out[0].starts_at == starts_at.astimezone(UTC)
    assert all(slot.ends_at - slot.starts_at == timedelta(minutes=slot_minutes) for slot in laid_out)
    assert all(earlier.ends_at == later.starts_at for earlier, later in pairwise(laid_out))
    assert len({slot.slot_id for slot in laid_out}) == slots


def test_the_repeated_hour_of_october_is_one_hour_of_slots_and_no_slot_is_held_twice() -> None:
    laid_out = grid(EVENT, starts_at=datetime(2026, 10, 25, 2, 0, tzinfo=PARIS), slot_minutes=30, slots=6)

    assert hours(laid_out, PARIS) == [
        "02:00+0200",
        "02:30+0200",
        "02:00+0100",
        "02:30+0100",
        "03:00+0100",
        "03:30+0100",
    ]
    assert laid_out[-1].ends_at - laid_out[0].starts_at == timedelta(hours=3)


def test_the_skipped_hour_of_march_is_not_offered() -> None:
    laid_out = grid(EVENT, starts_at=datetime(2026, 3, 29, 1, 30, tzinfo=PARIS), slot_minutes=30, slots=3)

    assert hours(laid_out, PARIS) == ["01:30+0100", "03:00+0200", "03:30+0200"]


def test_slot_identifiers_follow_from_the_event() -> None:
    starts_at = datetime(2026, 11, 14, 9, 0, tzinfo=PARIS)
    first, again = (grid(EVENT, starts_at=starts_at, slot_minutes=15, slots=4) for _ in range(2))
    other = grid(some_id(2), starts_at=starts_at, slot_minutes=15, slots=4)

    assert first == again
    assert not {slot.slot_id for slot in first} & {slot.slot_id for slot in other}


@pytest.mark.parametrize(
    ("region_code", "zone"),
    [("53", "Europe/Paris"), ("94", "Europe/Paris"), ("04", "Indian/Reunion"), ("01", "America/Guadeloupe"),
     ("03", "America/Cayenne"), ("987", "Pacific/Tahiti"), ("975", "America/Miquelon")],
)  # fmt: skip
def test_an_event_goes_by_the_clock_of_its_region(region_code: str, zone: str) -> None:
    assert zone_of(region_code) == zone


def test_only_overseas_regions_leave_the_clock_of_paris() -> None:
    elsewhere = {place.code for place in (*REGIONS, *COLLECTIVITES) if zone_of(place.code) != "Europe/Paris"}

    assert elsewhere == {"01", "02", "03", "04", "06", "975", "977", "978", "986", "987", "988"}


def test_two_known_structures_may_meet() -> None:
    assert pair_faults([some_id(1), some_id(2)], {some_id(1): PRESENT, some_id(2): PRESENT}) == []


def test_a_structure_does_not_meet_itself() -> None:
    [fault] = pair_faults([some_id(1), some_id(1)], {some_id(1): PRESENT})

    assert (fault.pointer, fault.code) == ("/structure_ids", "same_structure_twice")


def test_every_absent_structure_is_named() -> None:
    faults = pair_faults([some_id(1), some_id(2)], {some_id(2): GONE})

    assert [(fault.pointer, fault.code) for fault in faults] == [
        ("/structure_ids/0", "structure_unknown"),
        ("/structure_ids/1", "structure_gone"),
    ]
    assert "L’Atelier fermé" in faults[1].message


def test_a_structure_gone_before_its_name_was_heard_is_refused_by_its_identifier() -> None:
    unnamed = UUID(int=7)

    [fault] = pair_faults([some_id(1), unnamed], {some_id(1): PRESENT, unnamed: Known(name="", gone=True)})

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


def test_a_search_asks_for_the_beginnings_of_words_without_accents() -> None:
    assert name_patterns("  L’Épi  sol ") == ["% l%", "% epi%", "% sol%"]
    assert name_patterns("100 % _vrac_") == ["% 100%", "% vrac%"]
    assert name_patterns("") == []
