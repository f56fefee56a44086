import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programme.feeds.rules.calendar import Written, calendar
from services.programme.feeds.rules.event import event
from services.programme.listings.listing import Listing
from services.programme.listings.rules.dates import period_of
from shared.contracts.content import Occurrence
from shared.editions.rules import theme_labels
from shared.geography.clocks import clock_of
from tests.support.builders import RENNES, content, occurrence, some_id
from tests.support.edition import EDITION

RUN = "Indian/Reunion"
NOON = datetime(2026, 11, 14, 11, tzinfo=UTC)
PAGE = f"https://programme.example/programme/{some_id(1)}"


def listing(*occurrences: Occurrence, version: int = 3, **fields: Any) -> Listing:
    return Listing(
        manifestation_id=some_id(1),
        version=version,
        edition=2026,
        region_code="53",
        paper=True,
        organiser_name="La Ressourcerie du canal",
        structure_id=None,
        source=None,
        first_published_at=NOON - timedelta(days=60),
        changed_at=NOON - timedelta(days=30),
        content=content(occurrences=occurrences, **fields) if occurrences else content(**fields),
    )


def written(found: Listing) -> bytes:
    dates = []
    for each in found.content.occurrences:
        period, themes = period_of(found.content, each), theme_labels(EDITION)
        text = event(found, each, page=PAGE, themes=themes)
        dates.append(Written(text, period.first_day, period.last_day, clock_of(found.content, each)))
    return calendar("Mois de l’ESS", "https://programme.example/agenda.ics", dates)


def read(found: Listing) -> list[Any]:
    return list(icalendar.Calendar.from_ical(written(found)).walk("VEVENT"))


def test_a_date_stands_at_its_hour_on_the_clock_of_its_place() -> None:
    [event] = read(
        listing(occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2)), time_zone="Indian/Reunion", place=None)
    )

    assert event["DTSTART"].params["TZID"] == "Indian/Reunion"
    assert event.decoded("DTSTART") == datetime(2026, 11, 14, 15, tzinfo=ZoneInfo("Indian/Reunion"))
    assert event.decoded("DTEND") == datetime(2026, 11, 14, 17, tzinfo=ZoneInfo("Indian/Reunion"))


def test_every_zone_that_is_named_is_described_and_no_further_than_needed() -> None:
    text = written(listing(occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2)))).decode()

    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Europe/Paris" in text
    assert "2027" not in text


@pytest.mark.parametrize(
    ("day", "zone", "offset"),
    [("2026-11-14", "Europe/Paris", "+0100"), ("2026-10-25", "Europe/Paris", "+0100"), ("2026-11-14", RUN, "+0400")],
)
def test_the_clock_of_a_single_date_is_described_even_on_the_day_on_which_it_changes(
    day: str, zone: str, offset: str
) -> None:
    at = datetime.fromisoformat(f"{day}T11:00:00+00:00")
    text = written(listing(occurrence(starts_at=at, ends_at=at), time_zone=zone, place=None))

    [clock] = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    # RFC 5545, section 3.6.5: one of the two at least.
    assert clock.subcomponents
    assert f"TZOFFSETTO:{offset}" in clock.subcomponents[-1].to_ical().decode()


def test_a_whole_day_ends_the_day_after_since_ends_are_exclusive() -> None:
    starts = datetime(2026, 11, 14, tzinfo=ZoneInfo("Europe/Paris"))
    [event] = read(listing(occurrence(starts_at=starts, ends_at=starts + timedelta(days=2), all_day=True)))

    assert event.decoded("DTSTART") == date(2026, 11, 14)
    assert event.decoded("DTEND") == date(2026, 11, 16)


def test_an_end_that_is_the_beginning_is_left_out() -> None:
    [event] = read(listing(occurrence(starts_at=NOON, ends_at=NOON)))

    assert "DTEND" not in event


def test_a_date_keeps_its_uid_and_its_sequence_grows_with_each_version() -> None:
    one = occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2))
    moved = replace(one, starts_at=NOON + timedelta(hours=1), ends_at=NOON + timedelta(hours=3))

    [before], [after] = read(listing(one, version=3)), read(listing(moved, version=4))

    assert before["UID"] == after["UID"]
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (3, 4)


def test_a_sequence_stays_within_what_the_format_can_hold() -> None:
    [event] = read(listing(version=2**40))

    assert int(event["SEQUENCE"]) == 2**31 - 1


def test_what_does_not_take_place_is_cancelled_and_says_why() -> None:
    dates = [
        occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2), state="cancelled"),
        occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2), state="postponed"),
        occurrence(
            starts_at=NOON,
            ends_at=NOON + timedelta(hours=2),
            state="postponed",
            previous_starts_at=NOON - timedelta(days=1),
        ),
        occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2), state="full"),
    ]

    events = read(listing(*dates, title="Visite"))

    assert [(str(each["STATUS"]), str(each["SUMMARY"])) for each in events] == [
        ("CANCELLED", "Annulé : Visite"),
        ("CANCELLED", "Reporté : Visite"),
        ("CONFIRMED", "Reporté : Visite"),
        ("CONFIRMED", "Complet : Visite"),
    ]
    assert "La nouvelle date n’est pas encore connue." in str(events[1]["DESCRIPTION"])
    assert "Prévu d’abord le vendredi 13 novembre 2026" in str(events[2]["DESCRIPTION"]).replace("\xa0", " ")


def test_the_place_is_written_in_full_and_a_date_that_moved_online_has_none() -> None:
    there = occurrence(starts_at=NOON, ends_at=NOON + timedelta(hours=2))
    online = replace(there, occurrence_id=some_id(9), state="moved_online")

    first, second = read(listing(there, online, place=replace(RENNES, latitude=48.11, longitude=-1.67)))

    assert str(first["LOCATION"]).endswith("35000 Rennes")
    assert first["GEO"].to_ical() == "48.11;-1.67"
    assert str(second["LOCATION"]) == "En ligne"
    assert "GEO" not in second


def test_the_same_dates_give_the_same_bytes_whatever_the_clocks() -> None:
    assert written(listing()) == written(listing())
    places = [replace(RENNES, commune_code=code) for code in ("97411", "35238", "97105")]
    dates = [
        occurrence(occurrence_id=some_id(number), starts_at=NOON, ends_at=NOON + timedelta(hours=2), place=place)
        for number, place in enumerate(places)
    ]
    named = re.findall(r"^TZID:(.+)$", written(listing(*dates)).decode(), re.MULTILINE)
    assert named == sorted(named)
    assert len(named) == len(places)


def test_a_whole_day_needs_no_clock() -> None:
    starts = datetime(2026, 11, 14, tzinfo=ZoneInfo("Europe/Paris"))
    assert b"VTIMEZONE" not in written(listing(occurrence(starts_at=starts, ends_at=starts, all_day=True)))


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_no_text_breaks_out_of_its_line_and_none_is_longer_than_75_octets(text: str) -> None:
    found = listing(title=text, description=text + "\nBEGIN:VALARM\r\nATTACH:file")

    lines = written(found).split(b"\r\n")
    [event] = read(found)

    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if line.startswith((b"BEGIN:VALARM", b"ATTACH"))]
    assert str(event["SUMMARY"]) == text
