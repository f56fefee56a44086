"""What calendars of programs say of one event in several places is one event, and nothing of it is passed over."""

import pytest

from services.submission.imports.reading.read import read
from services.submission.imports.reading.rows import Row
from tests.unit.submission.imports.test_calendars import calendar, dates, rows

TUESDAYS = (
    "UID:1\nSUMMARY:Chorale\nLOCATION:La Filature\nDTSTART;TZID=Europe/Paris:20261103T180000\n"
    "DTEND;TZID=Europe/Paris:20261103T200000\nRRULE:FREQ=WEEKLY;COUNT=3"
)

FROM_THEN_ON = (
    "UID:1\nSUMMARY:Chorale\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261110T180000\n"
    "DTSTART;TZID=Europe/Paris:20261110T190000\nDTEND;TZID=Europe/Paris:20261110T210000"
)


def days(row: Row) -> list[str]:
    return [begin[8:10] for begin, _ in dates(row)]


@pytest.mark.parametrize(
    "exception",
    ["EXDATE:20261110T170000Z", "EXDATE;VALUE=DATE:20261110", "EXDATE:20261110T180000", "EXDATE:20261110T000000"],
)
def test_an_exception_is_known_on_whichever_clock_it_is_written(exception: str) -> None:
    [row] = rows(f"{TUESDAYS}\n{exception}")

    assert ["03", "17"] == days(row)


def test_a_date_that_was_moved_is_known_on_another_clock_too() -> None:
    [row] = rows(
        TUESDAYS,
        "UID:1\nSUMMARY:Chorale\nRECURRENCE-ID:20261110T170000Z\nDTSTART;TZID=Europe/Paris:20261111T180000\n"
        "DTEND;TZID=Europe/Paris:20261111T200000",
    )

    assert ["03", "11", "17"] == days(row)


def test_of_two_versions_the_later_one_counts() -> None:
    before = "UID:1\nSEQUENCE:0\nSUMMARY:Bal\nDTSTART:20261114T200000\nDTEND:20261114T230000"
    after = "UID:1\nSEQUENCE:1\nSUMMARY:Grand bal\nDTSTART:20261121T200000\nDTEND:20261121T230000"

    for order in ((before, after), (after, before)):
        [row] = rows(*order)
        assert ("Grand bal", ["21"]) == (row.fields["title"], days(row))


def test_two_events_of_one_number_stay_two() -> None:
    both = rows(
        "UID:1\nSUMMARY:Bal\nDTSTART:20261114T200000\nDTEND:20261114T230000",
        "UID:1\nSUMMARY:Repas\nDTSTART:20261115T120000\nDTEND:20261115T150000",
        "UID:1\nSUMMARY:Bal\nDTSTART:20261116T200000\nDTEND:20261116T230000",
    )

    assert [("Bal", ["14", "16"]), ("Repas", ["15"])] == [(row.fields["title"], days(row)) for row in both]


def test_a_date_that_takes_place_elsewhere_is_told_apart() -> None:
    main, apart = rows(
        TUESDAYS,
        "UID:1\nSUMMARY:Chorale\nLOCATION:Salle des fêtes\nRECURRENCE-ID;TZID=Europe/Paris:20261110T180000\n"
        "DTSTART;TZID=Europe/Paris:20261110T180000\nDTEND;TZID=Europe/Paris:20261110T200000",
    )

    assert (["03", "17"], "La Filature") == (days(main), main.fields["adresse"])
    assert (["10"], "Salle des fêtes") == (days(apart), apart.fields["adresse"])
    assert main.fields["uid"] != apart.fields["uid"]


@pytest.mark.parametrize(
    "events",
    [
        (f"{TUESDAYS}\nEXRULE:FREQ=WEEKLY;COUNT=2",),
        (
            TUESDAYS,
            FROM_THEN_ON,
        ),
    ],
)
def test_a_rule_that_is_not_followed_is_said(events: tuple[str, ...]) -> None:
    row, *_ = rows(*events)

    assert "une règle qui n’est pas lue" in str(row.fault)


@pytest.mark.parametrize("which", ["RECURRENCE-ID:bientôt", "RECURRENCE-ID:20261110T170000Z\nRECURRENCE-ID:20261117"])
def test_a_date_of_a_repetition_that_nobody_can_read_costs_its_own_record_only(which: str) -> None:
    apart = f"UID:1\nSUMMARY:Chorale\n{which}\nDTSTART:20261111T180000\nDTEND:20261111T200000"
    lost, kept = rows(TUESDAYS, apart, "UID:2\nSUMMARY:Bal\nDTSTART:20261114T200000\nDTEND:20261114T230000")

    assert "Les dates de cet enregistrement sont illisibles" in str(lost.fault)
    assert "Bal" == kept.fields["title"]


def test_a_date_that_is_added_may_have_an_end_of_its_own() -> None:
    [row] = rows(f"{TUESDAYS}\nRDATE;VALUE=PERIOD:20261128T090000Z/PT1H,20261129T090000Z/20261129T110000Z")

    assert ["03", "10", "17", "28", "29"] == days(row)
    assert ("2026-11-29T09:00:00+00:00", "2026-11-29T11:00:00+00:00") == dates(row)[-1]


def test_of_a_text_in_several_languages_the_french_one_is_read() -> None:
    [row] = rows("UID:1\nSUMMARY;LANGUAGE=en:Open day\nSUMMARY;LANGUAGE=fr:Portes ouvertes\nDTSTART:20261114T200000")

    assert "Portes ouvertes" == row.fields["title"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16", "utf-16-be"])
def test_a_calendar_is_read_in_any_usual_encoding(encoding: str) -> None:
    event = "UID:1\nSUMMARY:Fête de l’été à Orléans\nDTSTART:20261114T200000\nDTEND:20261114T230000"
    [row] = read("agenda.ics", calendar(event).decode().encode(encoding)).rows

    assert "Fête de l’été à Orléans" == row.fields["title"]


def test_a_line_that_is_cut_in_the_middle_of_a_letter_is_whole_again() -> None:
    content = calendar("UID:1\nSUMMARY:Café\nDTSTART:20261114T200000").replace(b"\xc3\xa9", b"\xc3\r\n \xa9")

    assert "Café" == read("agenda.ics", content).rows[0].fields["title"]
