from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matchmaking.b2b_events.rules import Slot, grid, place_line, zone_of
from shared.geography.regions import COLLECTIVITES, REGIONS
from tests.support.builders import some_id
from tests.support.edition import EDITION

PARIS = ZoneInfo("Europe/Paris")
EVENT = some_id(1)


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


def test_the_place_line_names_region_and_chamber() -> None:
    assert place_line(EDITION, "53") == "Bretagne, à l’invitation de la CRESS Bretagne"
    assert place_line(EDITION, "975") == "Saint-Pierre-et-Miquelon, à l’invitation de l’équipe nationale"
