"""A log in which every line vouches for those before it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from services.eligibility.audit.rules import Broken, Deed, Line, chained, first_broken

AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
DEED = Deed(at=AT, act="accepted", account_id="a", region_code="53", manifestation_id=UUID(int=1), version=2, why="Vu.")


def log(*deeds: Deed) -> list[Line]:
    lines, before = [], b""
    for number, deed in enumerate(deeds, start=1):
        before = chained(before, number, deed)
        lines.append(Line(number=number, deed=deed, hash=before))
    return lines


LINES = log(DEED, replace(DEED, act="refused"), replace(DEED, act="held"))


def test_a_log_as_it_was_written_holds() -> None:
    assert first_broken(LINES, number=0, before=b"") is None
    assert first_broken(LINES[1:], number=1, before=LINES[0].hash) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"act": "refused"},
        {"account_id": "b"},
        {"why": "Lu."},
        {"why": None},
        {"at": AT + timedelta(microseconds=1)},
        {"version": 3},
        {"region_code": None},
    ],
)
def test_a_line_that_was_changed_is_named(changed: dict[str, object]) -> None:
    first = replace(LINES[0], deed=replace(DEED, **changed))  # type: ignore[arg-type]

    assert first_broken([first, *LINES[1:]], number=0, before=b"") == Broken(
        number=1, why="elle n’est pas telle qu’elle fut écrite"
    )


def test_a_line_that_was_changed_with_its_hash_breaks_the_next_one() -> None:
    deed = replace(DEED, why="Lu.")
    first = Line(number=1, deed=deed, hash=chained(b"", 1, deed))
    broken = first_broken([first, *LINES[1:]], number=0, before=b"")

    assert broken is not None
    assert broken.number == 2


def test_a_line_that_was_taken_out_is_missed() -> None:
    broken = first_broken([LINES[0], LINES[2]], number=0, before=b"")

    assert broken == Broken(number=2, why="elle manque")


def test_a_moment_hashes_alike_on_every_clock() -> None:
    elsewhere = replace(DEED, at=AT.astimezone(timezone(timedelta(hours=4))))

    assert chained(b"", 1, DEED) == chained(b"", 1, elsewhere)
