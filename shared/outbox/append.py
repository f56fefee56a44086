"""What a service wants to tell, as a row that is written in the same statement as the entity it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from shared.contracts.stream import Stream
from shared.observability.context import Cause, current_cause

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One record to be, in the order of the table's columns."""

    topic: str
    key: str
    version: int
    headers: dict[str, str]
    payload: bytes | None
    """None is a tombstone: the entity is no longer there."""

    def values(self) -> tuple[str, str, int, dict[str, str], bytes | None]:
        """Return the arguments of ``INSERT INTO outbox (topic, key, version, headers, payload)``."""
        return self.topic, self.key, self.version, self.headers, self.payload


def outbox_row(stream: Stream[T], event: T, *, cause: Cause | None = None) -> OutboxRow:
    """Make the row that tells ``event``; without a cause, that of the request at hand is taken."""
    key, version = stream.key_of(event), stream.version_of(event)
    return OutboxRow(
        topic=stream.topic,
        key=key,
        version=version,
        headers=_headers(stream, key, version, cause or current_cause()),
        payload=stream.encode(event),
    )


def tombstone_row(stream: Stream[T], key: str, version: int, *, cause: Cause | None = None) -> OutboxRow:
    """Make the row that removes an entity from a compacted topic; its version travels in the headers."""
    return OutboxRow(
        topic=stream.topic,
        key=key,
        version=version,
        headers=_headers(stream, key, version, cause or current_cause()),
        payload=None,
    )


def columns(
    rows: Sequence[OutboxRow],
) -> tuple[list[str], list[str], list[int], list[dict[str, str]], list[bytes | None]]:
    """Return the rows as arrays for unnest: text, text, bigint, jsonb, bytea."""
    return (
        [row.topic for row in rows],
        [row.key for row in rows],
        [row.version for row in rows],
        [row.headers for row in rows],
        [row.payload for row in rows],
    )


def _headers(stream: Stream[T], key: str, version: int, cause: Cause) -> dict[str, str]:
    """CloudEvents 1.0, Kafka binary mode; the id names a state, so telling a state twice repeats the id."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": str(uuid5(NAMESPACE_URL, f"{stream.topic}/{key}/{version}")),
        "ce_source": stream.source,
        "ce_type": stream.type,
        "ce_time": datetime.now(UTC).isoformat(),
        "ce_subject": key,
        "ce_dataschema": f"urn:mois-ess:schema:{stream.topic}",
        "ce_entityversion": str(version),
        "content-type": "application/json",
    }
    if cause.correlation_id:
        headers["ce_correlationid"] = cause.correlation_id
    if cause.traceparent:
        headers["traceparent"] = headers["ce_traceparent"] = cause.traceparent
    return headers
