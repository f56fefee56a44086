"""Schemas of the record headers: CloudEvents 1.0 in Kafka's binary mode, and what a dead letter adds."""

from typing import Any

from moisess.documents.schemas import Schema
from shared.contracts.stream import Stream

TRACE = "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$"

DEAD_LETTER: Schema = {
    "type": "object",
    "description": "The headers of the record that could not be handled, whatever they were, and these.",
    "required": [
        "dlq-original-topic",
        "dlq-original-partition",
        "dlq-original-offset",
        "dlq-original-timestamp",
        "dlq-consumer-group",
        "dlq-error-class",
        "dlq-error-message",
        "dlq-failed-at",
    ],
    "properties": {
        "dlq-original-topic": {"type": "string"},
        "dlq-original-partition": {"type": "string", "pattern": "^[0-9]+$"},
        "dlq-original-offset": {"type": "string", "pattern": "^[0-9]+$"},
        "dlq-original-timestamp": {"type": "string", "description": "Milliseconds since 1970."},
        "dlq-consumer-group": {"type": "string", "description": "Who could not handle it."},
        "dlq-error-class": {
            "type": "string",
            "description": "Stable word to route on: `null_header`, `missing_attribute`, `json`, `schema`…",
        },
        "dlq-error-message": {
            "type": "string",
            "description": "What was wrong with these bytes, cut to 500 characters.",
        },
        "dlq-failed-at": {"type": "string", "format": "date-time"},
    },
}


def headers_of(stream: Stream[Any]) -> Schema:
    """Return the headers of a stream's records; further ones may come, readers pass over them."""
    return {
        "type": "object",
        "required": [
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_time",
            "ce_subject",
            "ce_dataschema",
            "ce_entityversion",
            "content-type",
        ],
        "properties": {
            "ce_specversion": {"type": "string", "const": "1.0"},
            "ce_id": {
                "type": "string",
                "description": "Topic, key and version: names a state, so the same state told twice bears the same id.",
            },
            "ce_source": {"type": "string", "const": stream.source},
            "ce_type": {"type": "string", "const": stream.type},
            "ce_time": {"type": "string", "format": "date-time", "description": "When it was written."},
            "ce_subject": {"type": "string", "description": "The record's key."},
            "ce_dataschema": {"type": "string", "const": f"urn:mois-ess:schema:{stream.topic}"},
            "ce_entityversion": {
                "type": "string",
                "pattern": "^[1-9][0-9]*$",
                "description": "Version of the entity, also of its removal: apply a record only if it is greater.",
            },
            "content-type": {"type": "string", "const": "application/json"},
            "ce_correlationid": {"type": "string", "description": "The same from the first request to the last topic."},
            "ce_traceparent": {"type": "string", "pattern": TRACE},
            "traceparent": {"type": "string", "pattern": TRACE, "description": "W3C trace context."},
        },
    }
