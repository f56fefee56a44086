"""A log in which every line vouches for those before it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from services.eligibility.audit.rules import Action, Broken, Line, chained, first_broken

AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
ACTION = Action(
    at=AT, act="accepted", account_id="a", region_code="53", manifestation_id=UUID(int=1), version=2, why="Vu."
)


def log(*actions: Action) -> list[Line]:
    lines, before = [], b""
    for number, action in enumerate(actions, start=1):
        before = chained(before, number, action)
        lines.append(Line(number=number, action=action, hash=before))
    return lines


LINES = log(ACTION, replace(ACTION, act="refused"), replace(ACTION, act="held"))


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
    first = replace(LINES[0], action=replace(ACTION, **changed))  # type: ignore[arg-type]

    assert first_broken([first, *LINES[1:]], number=0, before=b"") == Broken(
        number=1, why="elle n’est pas telle qu’elle fut écrite"
    )


def test_a_line_that_was_changed_with_its_hash_breaks_the_next_one() -> None:
    action = replace(ACTION, why="Lu.")
    first = Line(number=1, action=action, hash=chained(b"", 1, action))
    broken = first_broken([first, *LINES[1:]], number=0, before=b"")

    assert broken is not None
    assert broken.number == 2


def test_a_line_that_was_taken_out_is_missed() -> None:
    broken = first_broken([LINES[0], LINES[2]], number=0, before=b"")

    assert broken == Broken(number=2, why="elle manque")


def test_a_moment_hashes_alike_on_every_clock() -> None:
    elsewhere = replace(ACTION, at=AT.astimezone(timezone(timedelta(hours=4))))

    assert chained(b"", 1, ACTION) == chained(b"", 1, elsewhere)
