"""Calendars are read with every date of a manifestation, and without what is cancelled."""

import pytest

from services.submission.imports.reading.read import read
from services.submission.imports.reading.rows import Row
from services.submission.imports.reading.unusable import FileUnusable


def calendar(*events: str, method: str = "") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//essai//FR"]
    lines += [f"METHOD:{method}"] if method else []
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().splitlines(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def rows(*events: str, method: str = "") -> tuple[Row, ...]:
    return read("agenda.ics", calendar(*events, method=method)).rows


def dates(row: Row) -> list[tuple[str, str]]:
    return [(one["begin"], one["end"]) for one in row.fields["timings"]]


def test_a_repetition_is_one_manifestation_with_its_dates_but_for_those_left_out() -> None:
    [row] = rows(
        "UID:1\nSUMMARY:Chorale\nDTSTART;TZID=Europe/Paris:20261020T180000\nDTEND;TZID=Europe/Paris:20261020T200000\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20261110T235959Z\nEXDATE;TZID=Europe/Paris:20261103T180000"
    )

    assert [
        ("2026-10-20T18:00:00+02:00", "2026-10-20T20:00:00+02:00"),
        ("2026-10-27T18:00:00+01:00", "2026-10-27T20:00:00+01:00"),
        ("2026-11-10T18:00:00+01:00", "2026-11-10T20:00:00+01:00"),
    ] == dates(row)


def test_a_date_that_was_moved_and_one_that_was_cancelled_replace_theirs() -> None:
    [row] = rows(
        "UID:1\nSUMMARY:Cours\nDTSTART:20261103T180000\nDTEND:20261103T190000\nRRULE:FREQ=WEEKLY;COUNT=3",
        "UID:1\nSUMMARY:Cours\nRECURRENCE-ID:20261110T180000\nDTSTART:20261111T100000\nDTEND:20261111T110000",
        "UID:1\nSUMMARY:Cours\nRECURRENCE-ID:20261117T180000\nDTSTART:20261117T180000\nSTATUS:CANCELLED",
    )

    assert [
        ("2026-11-03T18:00:00", "2026-11-03T19:00:00"),
        ("2026-11-11T10:00:00", "2026-11-11T11:00:00"),
    ] == dates(row)


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("DTSTART;VALUE=DATE:20261114\nDTEND;VALUE=DATE:20261116", "2026-11-15"),
        ("DTSTART;VALUE=DATE:20261114", "2026-11-14"),
        ("DTSTART;VALUE=DATE:20261114\nDTEND;VALUE=DATE:20261114", "2026-11-14"),
        ("DTSTART;VALUE=DATE:20261114\nDURATION:P3D", "2026-11-16"),
    ],
)
def test_the_end_of_whole_days_is_the_day_before_the_one_that_is_written(written: str, last: str) -> None:
    [row] = rows(f"UID:1\nSUMMARY:Salon\n{written}")

    assert [("2026-11-14", last)] == dates(row)


def test_what_is_cancelled_is_named_and_not_registered() -> None:
    cancelled = "UID:1\nSUMMARY:Bal\nDTSTART:20261114T200000\nSTATUS:CANCELLED"
    plain = "UID:2\nSUMMARY:Fête\nDTSTART:20261114T200000"

    assert [True, False] == [row.aside is not None for row in rows(cancelled, plain)]
    assert [True] == [row.aside is not None for row in rows(plain, method="CANCEL")]


def test_an_endless_repetition_is_asked_about() -> None:
    [row] = rows("UID:1\nSUMMARY:Marché\nDTSTART:20260101T080000\nRRULE:FREQ=DAILY")

    assert row.fault
    assert "plus de 60 fois" in row.fault


def test_whoever_sends_is_taken_for_the_organiser_only_where_the_mailbox_is_an_organisations() -> None:
    event = "UID:1\nSUMMARY:Fête\nDTSTART:20261114T200000\nORGANIZER;CN={}:mailto:{}"
    [person] = rows(event.format("Camille Inventée", "camille@exemple.fr"))
    [structure] = rows(event.format("La Filature", "contact@filature.example"))

    assert "organisateur" not in person.fields
    assert ("La Filature", "contact@filature.example") == (
        structure.fields["organisateur"],
        structure.fields["courriel public"],
    )


@pytest.mark.parametrize("after", [b"", b"END:VEVENT\r\n", b"X"])
def test_a_broken_calendar_is_refused_in_a_sentence(after: bytes) -> None:
    with pytest.raises(FileUnusable):
        read("agenda.ics", b"BEGIN:VCALENDAR\r\n" + after)


def test_a_broken_date_costs_its_own_record_only() -> None:
    bad, good = rows("UID:1\nSUMMARY:Bal\nDTSTART:hier", "UID:2\nSUMMARY:Fête\nDTSTART:20261114T200000")

    assert (True, False) == (bad.fault is not None, good.fault is not None)
