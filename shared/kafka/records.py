"""The decode guard: a record becomes something a handler can trust, or a named fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec
from aiokafka import ConsumerRecord

from shared.contracts.stream import Stream
from shared.errors import InvalidMessage
from shared.observability.context import Cause

T = TypeVar("T")

MAX_VALUE_BYTES = 900_000
VERSION_DIGITS = 18
REQUIRED_ATTRIBUTES = ("ce_id", "ce_source", "ce_type", "ce_specversion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Generic[T]):
    """One readable record: the state of an entity, or word of its removal."""

    key: str
    version: int
    event: T | None
    """None is a tombstone: the entity is no longer there."""
    cause: Cause
    record: "ConsumerRecord[bytes, bytes]"


def read(stream: Stream[T], record: "ConsumerRecord[bytes, bytes]") -> Received[T]:
    """Read one record; raises ``InvalidMessage`` and nothing else, whatever the bytes."""
    headers = _read_headers(record.headers)
    key = _read_key(record.key)
    if record.value is not None and len(record.value) > MAX_VALUE_BYTES:
        raise InvalidMessage("too_large", f"{len(record.value)} bytes, at most {MAX_VALUE_BYTES} are read")
    _check_attributes(stream, headers)
    cause = Cause(correlation_id=headers.get("ce_correlationid"), traceparent=headers.get("traceparent"))
    if record.value is None:
        version = _read_tombstone(stream, headers)
        return Received(key=key, version=version, event=None, cause=cause, record=record)
    event = _read_value(stream, record.value)
    if stream.key_of(event) != key:
        raise InvalidMessage("key_mismatch", f"the record's key is {key!r}, its value speaks of another entity")
    return Received(key=key, version=stream.version_of(event), event=event, cause=cause, record=record)


def latest_by_key(received: Sequence[Received[T]]) -> list[Received[T]]:
    """Keep the highest version of each key, sorted by key: one upsert may not touch a row twice, nor two deadlock."""
    latest: dict[str, Received[T]] = {}
    for item in received:
        known = latest.get(item.key)
        if known is None or known.version <= item.version:
            latest[item.key] = item
    return [latest[key] for key in sorted(latest)]


def _read_headers(raw: Sequence[tuple[str, bytes | None]]) -> dict[str, str]:
    headers = {}
    for name, value in raw:
        if value is None:
            raise InvalidMessage("null_header", f"header {name!r} has no value")
        try:
            headers[name] = value.decode()
        except UnicodeDecodeError as error:
            raise InvalidMessage("header_encoding", f"header {name!r} is not UTF-8: {error.reason}") from error
    return headers


def _read_key(raw: bytes | None) -> str:
    if raw is None:
        raise InvalidMessage("missing_key", "the record has no key, so it names no entity")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise InvalidMessage("key_encoding", f"the key is not UTF-8: {error.reason}") from error


def _check_attributes(stream: Stream[T], headers: dict[str, str]) -> None:
    missing = [name for name in REQUIRED_ATTRIBUTES if not headers.get(name)]
    if missing:
        raise InvalidMessage("missing_attribute", f"CloudEvents asks for the headers {', '.join(missing)}")
    if headers["ce_type"] != stream.type:
        raise InvalidMessage("unknown_type", f"{headers['ce_type']!r} is not told on this topic, but {stream.type!r}")


def _read_tombstone(stream: Stream[T], headers: dict[str, str]) -> int:
    if not stream.tombstones:
        raise InvalidMessage("null_value", "a record without a value has no meaning on this topic")
    version = headers.get("ce_entityversion", "")
    if not version.isascii() or not version.isdecimal() or len(version) > VERSION_DIGITS:
        raise InvalidMessage("tombstone_version", "a removal must name its version in the header ce_entityversion")
    return int(version)


def _read_value(stream: Stream[T], value: bytes) -> T:
    try:
        return stream.decode(value)
    except msgspec.ValidationError as error:
        raise InvalidMessage("schema", str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidMessage("json", str(error)) from error
