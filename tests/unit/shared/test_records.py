"""The decode guard names every fault and never raises anything else."""

import msgspec
import pytest

from shared.contracts.eligibility import STRUCTURES
from shared.contracts.submission import MANIFESTATIONS
from shared.errors import InvalidMessage
from shared.kafka.records import latest_by_key, read
from tests.support.builders import manifestation_changed, raw_record, record_of, some_id, structure_verified

GOOD = record_of(MANIFESTATIONS, manifestation_changed(manifestation_id=some_id(1)))
HEADERS = list(GOOD.headers)


def faulty(**fields: object) -> str:
    parts = {"key": GOOD.key, "value": GOOD.value, "headers": HEADERS} | fields
    with pytest.raises(InvalidMessage) as caught:
        read(MANIFESTATIONS, raw_record(MANIFESTATIONS.topic, **parts))  # type: ignore[arg-type]
    return caught.value.error_class


def test_a_record_as_the_relay_sends_it_is_read_back_whole() -> None:
    event = manifestation_changed(version=7)

    received = read(MANIFESTATIONS, record_of(MANIFESTATIONS, event))

    assert event == received.event
    assert (str(event.manifestation_id), 7) == (received.key, received.version)


@pytest.mark.parametrize(
    ("fields", "error_class"),
    [
        ({"value": None}, "null_value"),
        ({"value": b""}, "json"),
        ({"value": b"{not json"}, "json"),
        ({"value": b"\xff\xfe"}, "json"),
        ({"value": b"[]"}, "schema"),
        ({"value": b'{"manifestation_id": 3}'}, "schema"),
        ({"value": b"[" * 100_000}, "schema"),
        ({"value": b'"' + b"x" * 1_000_000 + b'"'}, "too_large"),
        ({"key": None}, "missing_key"),
        ({"key": b"\xff"}, "key_encoding"),
        ({"key": str(some_id(2)).encode()}, "key_mismatch"),
        ({"headers": [*HEADERS, ("x", None)]}, "null_header"),
        ({"headers": [*HEADERS, ("x", b"\xff")]}, "header_encoding"),
        ({"headers": []}, "missing_attribute"),
        ({"headers": [*HEADERS, ("ce_type", b"fr.mois-ess.other.v1")]}, "unknown_type"),
    ],
)
def test_every_kind_of_bad_record_has_a_name(fields: dict[str, object], error_class: str) -> None:
    assert error_class == faulty(**fields)


def test_an_unknown_field_is_passed_over_so_that_producers_may_grow_first() -> None:
    value = msgspec.json.decode(GOOD.value or b"") | {"a_field_of_tomorrow": 1}
    record = raw_record(MANIFESTATIONS.topic, key=GOOD.key, value=msgspec.json.encode(value), headers=HEADERS)

    assert read(MANIFESTATIONS, record).event == read(MANIFESTATIONS, GOOD).event


def test_a_tombstone_is_a_removal_where_the_topic_has_them_and_names_its_version() -> None:
    told = record_of(STRUCTURES, structure_verified(version=4))
    removal = raw_record(STRUCTURES.topic, key=told.key, value=None, headers=list(told.headers))

    received = read(STRUCTURES, removal)

    assert (None, 4) == (received.event, received.version)


@pytest.mark.parametrize("version", [b"", b"-1", b"four", "٤".encode(), b"9" * 5000])
def test_a_tombstone_without_a_version_is_a_fault(version: bytes) -> None:
    told = record_of(STRUCTURES, structure_verified())
    headers = [(name, version if name == "ce_entityversion" else value) for name, value in told.headers]

    with pytest.raises(InvalidMessage, match="ce_entityversion"):
        read(STRUCTURES, raw_record(STRUCTURES.topic, key=told.key, value=None, headers=headers))


def test_of_several_states_of_one_entity_the_highest_version_is_kept_and_keys_are_sorted() -> None:
    states = [
        manifestation_changed(manifestation_id=some_id(entity), version=version)
        for entity, version in [(2, 1), (1, 3), (1, 2), (2, 2), (1, 3)]
    ]
    received = [read(MANIFESTATIONS, record_of(MANIFESTATIONS, state)) for state in states]

    kept = latest_by_key(received)

    assert [(str(some_id(1)), 3), (str(some_id(2)), 2)] == [(item.key, item.version) for item in kept]
