"""Of a long thread a page shows what it has room for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.eligibility.dossiers.rules.thread import MOST_SHOWN, Line, latest

LINE = Line(kind="note", by="organiser", text="Un mot.", judged_version=1, at=datetime(2026, 9, 1, tzinfo=UTC))


def thread(*texts: str) -> tuple[Line, ...]:
    return tuple(replace(LINE, text=text, at=LINE.at + timedelta(days=day)) for day, text in enumerate(texts))


def test_a_thread_with_room_is_shown_whole() -> None:
    written = thread("a" * (MOST_SHOWN // 2), "b" * (MOST_SHOWN // 2))

    assert latest(written) == written
    assert latest(()) == ()


def test_the_earlier_messages_are_left_out_where_there_is_no_room_and_the_last_one_never() -> None:
    written = thread("a", "b" * MOST_SHOWN, "c" * (MOST_SHOWN + 1))

    assert latest(written) == written[2:]
    assert latest(written[:2]) == written[1:2]


def test_what_is_asked_field_by_field_counts() -> None:
    asked = replace(LINE, points=("p" * MOST_SHOWN,))

    assert latest((LINE, asked)) == (asked,)
