"""Violations in topics, in dead letters and in snapshots are planted once each and seen."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from tests.faults.history import Listed, Snapshot, Told
from tests.faults.log_invariants import (
    a_snapshot_is_what_the_log_says,
    every_record_is_accounted_for,
    the_compacted_end_is_the_database,
    versions_never_go_back,
)


def told(*versions: int, key: str = "m1", partition: int = 0, first: int = 0) -> list[Told]:
    return [
        Told(
            topic="t",
            partition=partition,
            offset=first + offset,
            key=key,
            version=version,
            value=b"state %d" % version,
        )
        for offset, version in enumerate(versions)
    ]


def test_growing_versions_of_several_entities_are_fine() -> None:
    assert [] == versions_never_go_back([*told(1, 2, 4), *told(7, 9, key="m2", first=3)])


def test_a_batch_that_was_sent_twice_is_fine() -> None:
    assert [] == versions_never_go_back(told(1, 2, 3, 1, 2, 3))


def test_a_version_that_goes_down_is_seen() -> None:
    assert ["t[0]@2: version 2 of m1 follows 3"] == versions_never_go_back(told(1, 3, 2, 4))


def test_a_log_that_ends_on_an_older_version_is_seen() -> None:
    assert ["t[0]@3: m1 ends on version 2, not on 3"] == versions_never_go_back(told(1, 2, 3, 2))


def test_the_same_version_with_another_content_is_seen() -> None:
    records = told(1, 2, 2)
    records[2] = replace(records[2], value=b"another")

    assert ["t[0]@2: version 2 of m1 was told otherwise before"] == versions_never_go_back(records)


def test_an_entity_in_two_partitions_is_seen() -> None:
    assert ["t: m1 is in partitions 0 and 1"] == versions_never_go_back([*told(1), *told(2, partition=1)])


def test_a_compacted_end_like_the_database_is_fine() -> None:
    removal = replace(told(2, key="m2", first=2)[0], value=None)
    rows = {
        "m1": Listed(version=2, online=True),
        "m2": Listed(version=3, online=False),
        "m3": Listed(version=1, online=False),
    }

    assert [] == the_compacted_end_is_the_database([*told(1, 2), removal], rows)


def test_a_compacted_end_unlike_the_database_is_seen() -> None:
    older = the_compacted_end_is_the_database(told(1), {"m1": Listed(version=2, online=True)})
    kept = the_compacted_end_is_the_database(told(1), {"m1": Listed(version=2, online=False)})
    unknown = the_compacted_end_is_the_database(told(1), {})
    silent = the_compacted_end_is_the_database([], {"m1": Listed(version=1, online=True)})

    assert [1, 1, 1] == [len(found) for found in (older, kept, unknown)]
    assert ["m1 is online and was never told"] == silent


def test_records_applied_set_aside_or_outdated_are_accounted_for() -> None:
    records = [*told(1, 2), *told(-1, key="p", first=2)]

    assert [] == every_record_is_accounted_for("g", records, {"m1": 3}, {("t", 0, 2): 1}, {("t", 0, 2)})


def test_a_record_that_was_not_applied_is_seen() -> None:
    assert ["g: t[0]@1 with version 2 of m1 was not applied"] == every_record_is_accounted_for(
        "g", told(1, 2), {"m1": 1}, {}, set()
    )


def test_poison_missing_from_the_dead_letters_is_seen() -> None:
    assert ["g: the poison at t[0]@0 is not in the dead letters"] == every_record_is_accounted_for(
        "g", told(-1), {}, {}, {("t", 0, 0)}
    )


def test_poison_doubled_in_the_dead_letters_is_seen_unless_twins_are_allowed() -> None:
    doubled = {("t", 0, 0): 2}

    assert ["g: the poison at t[0]@0 is 2 times in the dead letters"] == every_record_is_accounted_for(
        "g", told(-1), {}, doubled, {("t", 0, 0)}
    )
    assert [] == every_record_is_accounted_for("g", told(-1), {}, doubled, {("t", 0, 0)}, twins=True)


def test_a_good_record_in_the_dead_letters_is_seen() -> None:
    assert ["g: the good record at t[0]@0 is in the dead letters"] == every_record_is_accounted_for(
        "g", told(1), {"m1": 1}, {("t", 0, 0): 1}, set()
    )


def test_a_dead_letter_of_no_record_is_seen() -> None:
    assert ["g: a dead letter speaks of ('t', 0, 9), which is no record"] == every_record_is_accounted_for(
        "g", told(1), {"m1": 1}, {("t", 0, 9): 1}, set()
    )


def decision(
    key: str, version: int, offset: int, *, online: bool = True, region_code: str = "53", **content: Any
) -> Told:
    said = {
        "version": version,
        "edition": 2026,
        "published": {
            "paper": True,
            "region_code": region_code,
            "content": {"title": f"{key} {version}", "price": None, "public_contact": {"email": "a"}, **content},
        }
        if online
        else None,
    }
    return Told(topic="d", partition=0, offset=offset, key=key, version=version, value=json.dumps(said).encode())


def snapshot(entries: list[tuple[str, int]], *, end: int) -> Snapshot:
    content = json.dumps(
        [
            {"manifestation_id": key, "version": version, "content": {"title": f"{key} {version}"}}
            for key, version in entries
        ]
    ).encode()
    return Snapshot(
        snapshot_id="p1",
        region_code="53",
        edition=2026,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        offsets={("d", 0): end},
        set_aside=frozenset(),
    )


LOG = [
    decision("m1", 1, 0),
    decision("m2", 1, 1),
    decision("m3", 1, 2, region_code="11"),
    decision("m1", 2, 3),
    decision("m2", 2, 4, online=False),
    decision("m1", 3, 5),
]


def test_a_snapshot_is_the_fold_of_the_log_up_to_its_offsets() -> None:
    assert [] == a_snapshot_is_what_the_log_says(snapshot([("m1", 1), ("m2", 1)], end=3), LOG)
    assert [] == a_snapshot_is_what_the_log_says(snapshot([("m1", 2)], end=5), LOG)


def test_a_record_that_was_set_aside_is_not_in_a_snapshot() -> None:
    cut = replace(snapshot([("m1", 2)], end=6), set_aside=frozenset({("d", 0, 5)}))

    assert [] == a_snapshot_is_what_the_log_says(cut, LOG)


def test_a_snapshot_of_another_moment_than_its_offsets_is_seen() -> None:
    early, late = snapshot([("m1", 2)], end=6), snapshot([("m1", 2), ("m2", 1)], end=5)

    assert ["snapshot p1: m1 is not what the log says"] == a_snapshot_is_what_the_log_says(early, LOG)
    assert ["snapshot p1: m2 is not what the log says"] == a_snapshot_is_what_the_log_says(late, LOG)


def test_a_value_that_a_snapshot_leaves_out_or_changes_is_seen() -> None:
    log = [decision("m1", 1, 0, price={"kind": "free"})]

    assert ["snapshot p1: m1 is not what the log says"] == a_snapshot_is_what_the_log_says(
        snapshot([("m1", 1)], end=1), log
    )


def test_a_snapshot_whose_bytes_were_changed_is_seen() -> None:
    forged = replace(snapshot([("m1", 2)], end=5), content=b"[]")

    assert ["snapshot p1: its hash is not that of its content"] == a_snapshot_is_what_the_log_says(forged, LOG)


def test_an_entry_that_stands_twice_is_seen() -> None:
    doubled = snapshot([("m1", 2), ("m1", 2)], end=5)

    assert ["snapshot p1: an entry stands twice in it"] == a_snapshot_is_what_the_log_says(doubled, LOG)
