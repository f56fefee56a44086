"""Files that are damaged anywhere are read or refused in a sentence; nothing is an exception."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.task import Task
from tests.support.edition import EDITION
from tests.support.workbooks import ods, xlsx
from tests.unit.submission.imports.test_formats_agree import HEADER, ROWS, as_calendar, as_csv, as_json

REPEATED = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Atelier
DTSTART;TZID=Europe/Paris:20261103T180000
DURATION:PT2H
RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH
EXDATE;TZID=Europe/Paris:20261110T180000
RDATE;TZID=Europe/Paris:20261205T180000
END:VEVENT
END:VCALENDAR
"""
PIECES = (
    b'"', b";", b"\n", b"\x00", b"\xff\xfe", b"{", b"]", b"null", b"1e999", b"\\ud800", b"RRULE:FREQ=SECONDLY",
    b"UNTIL=99991231T235959Z", b"COUNT=999999999", b"TZID=Europe:", b"TZID=Nowhere/Else:", b"BEGIN:VEVENT",
    b"31/02/2026", b"tous les mardis", b"du 3 au 7", b"9" * 40, b"sep=;",
    b"&#x110000;", b"_xD800_", b"\xe9", b"\xe2\x80\xa8", b"[[1]]",
)  # fmt: skip
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.binary(max_size=6))
    ),
    min_size=1,
    max_size=8,
)
Edits = list[tuple[float, int, bytes]]


def damaged(content: bytes, edits: Edits) -> bytes:
    for where, taken, put in edits:
        at = int(where * (len(content) + 1))
        content = content[:at] + put + content[at + taken :]
    return content


def damaged_inside(content: bytes, edits: Edits) -> bytes:
    """Damage one of the files in the archive that a workbook is."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        names = source.namelist()
        chosen = names[int(edits[0][0] * len(names))]
        for name in names:
            inner = source.read(name)
            archive.writestr(name, damaged(inner, edits) if name == chosen else inner)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "damage"),
    [
        ("a.csv", as_csv(), damaged),
        ("a.csv", as_csv().decode().encode("utf-16"), damaged),
        ("a.json", as_json(), damaged),
        ("a.ics", as_calendar(), damaged),
        ("a.ics", REPEATED, damaged),
        ("a.xlsx", xlsx(HEADER, *ROWS), damaged),
        ("a.xlsx", xlsx(HEADER, *ROWS), damaged_inside),
        ("a.ods", ods(HEADER, *ROWS), damaged_inside),
    ],
)
@settings(max_examples=25, deadline=None)
@given(edits=EDITS)
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    name: str, content: bytes, damage: Callable[[bytes, Edits], bytes], edits: Edits
) -> None:
    found = understand(Task(file_name=name, defaults=Defaults(), edition=EDITION), damage(content, edits))

    assert found.rows or (found.refusal or "").endswith(".")
    assert all(row.message for row in found.rows)


@pytest.mark.parametrize("zone", ["Europe", "Nowhere/Else", "..", "Romance Standard Time"])
def test_a_time_zone_that_nobody_knows_is_no_failure(zone: str) -> None:
    content = REPEATED.replace(b"Europe/Paris", zone.encode())

    assert understand(Task(file_name="a.ics", defaults=Defaults(), edition=EDITION), content) is not None


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY", "FREQ=HOURLY;COUNT=3"])
def test_a_rule_that_is_looked_through_for_centuries_is_refused_at_once(rule: str) -> None:
    content = REPEATED.replace(b"FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH", rule.encode())

    [row] = understand(Task(file_name="a.ics", defaults=Defaults(), edition=EDITION), content).rows

    assert "se répète" in row.message


def test_what_a_calendar_keeps_private_waits_for_somebody_to_say_otherwise() -> None:
    content = REPEATED.replace(b"DURATION", b"CLASS:PRIVATE\nDURATION")

    [row] = understand(Task(file_name="a.ics", defaults=Defaults(), edition=EDITION), content).rows

    assert "unsettled" in {fault.code for fault in row.faults}
