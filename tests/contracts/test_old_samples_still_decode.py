"""Every kind of record ever published stays here: add a file when a contract grows, never change or delete one."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.contracts.stream import Stream
from shared.kafka.records import read
from tests.contracts.recorded import BY_TOPIC, FILES, name_of, record_in, sample_in


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_record_of_earlier_days_is_read(path: Path) -> None:
    sample = sample_in(path)

    received = read(BY_TOPIC[sample.topic], record_in(sample))

    assert received.key == sample.key
    assert received.version == int(sample.headers["ce_entityversion"])
    assert (received.event is None) == (sample.value is None)
    assert received.cause.correlation_id == sample.headers["ce_correlationid"]


@pytest.mark.parametrize("path", [path for path in FILES if "removal" not in path.stem], ids=name_of)
def test_nothing_that_a_record_says_is_lost_in_reading(path: Path) -> None:
    sample = sample_in(path)
    event = read(BY_TOPIC[sample.topic], record_in(sample)).event

    understood = msgspec.json.decode(msgspec.json.encode(event))

    assert said_of(understood, sample.value) == sample.value


def said_of(understood: Any, said: Any) -> Any:
    """Leave out, at any depth, the fields that a record of earlier days could not have."""
    if isinstance(said, dict):
        return {name: said_of(understood[name], each) for name, each in said.items()}
    if isinstance(said, list):
        return [said_of(*pair) for pair in zip(understood, said, strict=True)]
    return understood


@pytest.mark.parametrize("path", [path for path in FILES if "removal" not in path.stem], ids=name_of)
def test_fields_that_a_later_release_adds_are_passed_over(path: Path) -> None:
    sample = sample_in(path)
    grown = replace(sample, value={**sample.value, "added_later": {"deep": [1, "deux"]}})

    assert read(BY_TOPIC[sample.topic], record_in(grown)).event is not None


@pytest.mark.parametrize("stream", BY_TOPIC.values(), ids=lambda stream: stream.topic)
def test_every_stream_has_its_samples(stream: Stream[object]) -> None:
    names = {path.stem for path in FILES}

    assert stream.topic in names
    assert (f"{stream.topic}.removal" in names) == stream.tombstones
