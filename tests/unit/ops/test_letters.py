from datetime import UTC, datetime

import msgspec
import pytest

from moisess.dlq.boxes import chosen_boxes, find_box
from moisess.dlq.letters import Letter, Mark, group_of, open_box, origin_of
from moisess.dlq.selection import DlqRefused, Filter, to_drop, to_redrive
from tests.support.builders import raw_record

BOX = "ess.internal.eligibility.decisions.v1.programme.decisions.dlq"
OTHER = "ess.internal.eligibility.decisions.v1.submission.decisions.dlq"
Headers = list[tuple[str, bytes | None]]


def facts(*, offset: int = 0, error_class: str = "json", failed_at: str = "2026-11-14T10:00:00+00:00") -> Headers:
    return [
        ("dlq-original-topic", b"ess.internal.eligibility.decisions.v1"),
        ("dlq-original-partition", b"2"),
        ("dlq-original-offset", str(offset).encode()),
        ("dlq-original-timestamp", b"1700000000000"),
        ("dlq-error-class", error_class.encode()),
        ("dlq-failed-at", failed_at.encode()),
    ]


def letter(headers: Headers, *, offset: int = 0) -> Letter:
    [found] = open_box(BOX, [raw_record(BOX, key=b"k", value=b"v", headers=headers, offset=offset)]).letters
    return found


def test_the_name_of_a_dead_letter_topic_tells_topic_and_group() -> None:
    assert ("ess.internal.eligibility.decisions.v1", "programme.decisions") == (origin_of(BOX), group_of(BOX))


def test_facts_win_over_headers_of_their_name_that_the_record_came_with() -> None:
    found = letter([("dlq-error-class", b"faux"), ("dlq-original-offset", b"77"), *facts(offset=5)])

    assert ("json", "2:5:1700000000000", 2) == (found.error_class, found.identity, found.original_partition)


def test_a_record_without_facts_is_a_letter_that_only_its_place_names() -> None:
    found = letter([("ce_id", None)], offset=8)

    assert ("dlq:0:8", None, "inconnue") == (found.identity, found.original_partition, found.error_class)


@pytest.mark.parametrize(("header", "expected"), [(b"2", 2), (b"-1", 0), (b"\xff", 0), (b"deux", 0), (None, 0)])
def test_a_count_that_is_no_number_counts_for_nothing(header: bytes | None, expected: int) -> None:
    assert expected == letter([("redrive-count", header), *facts()]).redrives


def test_a_mark_takes_its_letter_out_and_is_none_itself() -> None:
    mark = Mark.now("dropped", letter(facts(offset=1)), reason="essai")
    box = open_box(
        BOX,
        [
            raw_record(BOX, key=b"k", value=b"v", headers=facts(offset=1)),
            raw_record(BOX, key=b"k", value=b"v", headers=facts(offset=2), offset=1),
            raw_record(BOX, key=b"m", value=msgspec.json.encode(mark), headers=[("dlq-mark", b"dropped")], offset=2),
        ],
    )

    assert (2, ["2:2:1700000000000"]) == (len(box.letters), [each.identity for each in box.pending])


def test_what_only_looks_like_a_mark_is_a_letter() -> None:
    box = open_box(BOX, [raw_record(BOX, key=b"k", value=b"{}", headers=[("dlq-mark", b"redriven")])])

    assert (1, {}) == (len(box.letters), box.marks)


def test_the_oldest_are_taken_first() -> None:
    records = [
        raw_record(BOX, key=b"k", value=b"v", headers=facts(offset=1, failed_at="2026-11-15T10:00:00+00:00")),
        raw_record(BOX, key=b"k", value=b"v", headers=facts(offset=2), offset=1),
    ]

    choice = to_redrive(open_box(BOX, records), Filter(limit=1))

    assert ["2:2:1700000000000"] == [each.identity for each in choice.letters]


def test_what_came_back_too_often_does_not_use_up_the_limit_and_is_counted() -> None:
    records = [
        raw_record(BOX, key=b"k", value=b"v", headers=[("redrive-count", b"3"), *facts(offset=1)]),
        raw_record(
            BOX,
            key=b"k",
            value=b"v",
            headers=[("redrive-count", b"2"), *facts(offset=2, failed_at="2026-11-15T10:00:00+00:00")],
            offset=1,
        ),
    ]

    choice = to_redrive(open_box(BOX, records), Filter(limit=1))

    assert (["2:2:1700000000000"], 1) == ([each.identity for each in choice.letters], choice.exhausted)


def test_since_counts_from_the_moment_it_failed() -> None:
    box = open_box(BOX, [raw_record(BOX, key=b"k", value=b"v", headers=facts())])

    with pytest.raises(DlqRefused, match="critères"):
        to_drop(box, Filter(since=datetime(2026, 11, 14, 10, 0, 1, tzinfo=UTC)))
    assert 1 == len(to_drop(box, Filter(since=datetime(2026, 11, 14, 10, 0, tzinfo=UTC))))


def test_a_limit_that_takes_nothing_is_refused() -> None:
    with pytest.raises(DlqRefused, match="--limit"):
        Filter(limit=0)


def test_the_topic_is_enough_where_one_group_reads_it() -> None:
    assert BOX == find_box("ess.internal.eligibility.decisions.v1", [BOX])


def test_where_several_groups_read_a_topic_one_must_be_named() -> None:
    with pytest.raises(DlqRefused, match="Plusieurs groupes"):
        find_box("ess.internal.eligibility.decisions.v1", [BOX, OTHER])


def test_a_name_that_is_part_of_one_is_taken_as_a_hint() -> None:
    with pytest.raises(DlqRefused, match=r"programme\.decisions\.dlq"):
        find_box("programme.decisions", [BOX, OTHER])


def test_topic_and_group_narrow_the_list() -> None:
    assert [OTHER] == chosen_boxes([BOX, OTHER], topic=None, group="submission.decisions")
    with pytest.raises(DlqRefused, match=r"submission\.decisions"):
        chosen_boxes([BOX, OTHER], topic=None, group="submission.decision")
