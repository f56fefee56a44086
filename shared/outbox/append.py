"""What a service wants to tell, as a row that is written in the same statement as the entity it speaks of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from shared.contracts.stream import Stream
from shared.observability.context import Cause, current_cause
from shared.postgres.rows import columns, unnest

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One record to be: a row of ``outbox`` without what the database adds."""

    topic: str
    key: str
    version: int
    headers: dict[str, str]
    payload: bytes | None
    """None is a tombstone: the entity is no longer there."""


def insert_outbox(*, first: int, changed: str, key: str, source: Callable[..., str] = unnest) -> str:
    """Return the statement that writes outbox rows for those entities that ``changed`` (a CTE) has by ``key``.

    Parameters are counted from ``first`` and come from ``arrays(OutboxRow, rows)``, with ``source=one_row`` from
    ``values(OutboxRow, row)``. It is part of the statement that changes the entities, so the ids are drawn under their
    row locks, and in the order of keys.
    """
    return f"""
        INSERT INTO outbox ({columns(OutboxRow)})
        SELECT {columns(OutboxRow, prefix="told.")}
        FROM {source(OutboxRow, first=first, alias="told")}
        JOIN {changed} ON {changed}.{key}::text = told.key
        ORDER BY told.key
        """


def insert_told(*, first: int = 1) -> str:
    """Return the statement that writes outbox rows whatever else is written; the end of one that writes more.

    Parameters are counted from ``first`` and come from ``arrays(OutboxRow, rows)``.
    """
    return f"""
        INSERT INTO outbox ({columns(OutboxRow)})
        SELECT {columns(OutboxRow)}
        FROM {unnest(OutboxRow, first=first)}
        """


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


def _headers(stream: Stream[T], key: str, version: int, cause: Cause) -> dict[str, str]:
    """CloudEvents 1.0, Kafka binary mode; the id names a state, so telling a state twice repeats the id."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": f"{stream.topic}/{key}/{version}",
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
