"""The CloudEvents project's own reader is the judge of our headers."""

from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.formats.json import JSONFormat

from moisess.documents.headers import headers_of
from shared.contracts.programme import LISTINGS
from shared.observability.context import Cause
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row
from tests.contracts.recorded import BY_TOPIC, FILES, name_of, sample_in
from tests.support.builders import listing_published

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
CAUSE = Cause(correlation_id="0c2f6a1e5b7d4e0f9a3b8c7d6e5f4a3b", traceparent=TRACE)


def message_of(row: OutboxRow) -> KafkaMessage:
    headers = {name: text.encode() for name, text in row.headers.items()}
    return KafkaMessage(headers=headers, key=row.key, value=row.payload or b"null")


def test_what_we_write_is_read_as_a_cloudevent() -> None:
    listing = listing_published(version=7)
    event = from_binary(message_of(outbox_row(LISTINGS, listing, cause=CAUSE)), JSONFormat())

    assert (event.get_specversion(), event.get_source()) == ("1.0", "/programme")
    assert (event.get_type(), event.get_subject()) == (LISTINGS.type, str(listing.manifestation_id))
    assert event.get_datacontenttype() == "application/json"
    assert event.get_dataschema() == f"urn:mois-ess:schema:{LISTINGS.topic}"
    assert isinstance(event.get_time(), datetime)
    assert [event.get_extension(name) for name in ("entityversion", "correlationid", "traceparent")] == [
        "7",
        CAUSE.correlation_id,
        TRACE,
    ]
    assert msgspec.convert(event.get_data(), type(listing)) == listing


def test_the_same_state_bears_the_same_identifier_and_another_state_another() -> None:
    listing = listing_published(version=7)
    key = str(listing.manifestation_id)

    rows = [outbox_row(LISTINGS, listing, cause=CAUSE) for _ in range(2)]
    removal = tombstone_row(LISTINGS, key, 8, cause=CAUSE)

    assert rows[0].headers["ce_id"] == rows[1].headers["ce_id"] != removal.headers["ce_id"]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_samples_go_through_the_reference_implementation_and_come_out_the_same(path: Path) -> None:
    sample = sample_in(path)
    headers = {name: text.encode() for name, text in sample.headers.items()}
    message = KafkaMessage(headers=headers, key=sample.key, value=msgspec.json.encode(sample.value))

    again = to_binary(from_binary(message, JSONFormat()), JSONFormat())

    # It takes the record's key for an attribute, and our W3C header beside the attributes for nothing of its own.
    told = {name: text.decode() for name, text in again.headers.items() if name != "ce_partitionkey"}
    told["ce_time"] = datetime.fromisoformat(told["ce_time"]).isoformat()
    assert told == {name: text for name, text in sample.headers.items() if name != "traceparent"}
    if sample.value is not None:
        assert msgspec.json.decode(again.value) == sample.value


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_headers_are_as_the_documents_describe_them(path: Path) -> None:
    sample = sample_in(path)
    described = headers_of(BY_TOPIC[sample.topic])

    assert set(described["required"]) <= sample.headers.keys() <= described["properties"].keys()
    constants = {name: schema["const"] for name, schema in described["properties"].items() if "const" in schema}
    assert {name: sample.headers[name] for name in constants} == constants
