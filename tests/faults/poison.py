"""Records that no consumer can take, of every kind: unreadable ones, and readable ones that no table can hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import msgspec

from shared.contracts.eligibility import DECISIONS, STRUCTURES
from shared.contracts.programme import LISTINGS
from shared.contracts.stream import Stream
from shared.contracts.submission import MANIFESTATIONS
from shared.outbox.append import outbox_row
from tests.support.builders import (
    content,
    eligibility_decided,
    listing_published,
    manifestation_changed,
    structure_verified,
)

Headers = Sequence[tuple[str, bytes | None]]
BEYOND_BIGINT = 2**63
MANY_DIGITS = b"9" * 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A record to be sent as it is; ``spoils`` names the groups that cannot take it, empty for a good one."""

    kind: str
    key: bytes | None
    value: bytes | None
    headers: Headers
    spoils: frozenset[str] = frozenset()


def good(stream: Stream[Any], **fields: Any) -> Sent:
    """Make a record as the relay would send it, of an entity of its own."""
    row = outbox_row(stream, _event(stream, fields))
    headers = [(name, value.encode()) for name, value in row.headers.items()]
    return Sent(kind="good", key=row.key.encode(), value=row.payload, headers=headers)


def every_kind(stream: Stream[Any], groups: Sequence[str]) -> list[Sent]:
    """Return one record per kind that some group of the stream cannot take."""
    everyone = frozenset(groups)
    found = [replace(sent, spoils=everyone) for sent in (*_unreadable(stream), *_unstorable(stream))]
    if stream is DECISIONS:
        found += [replace(sent, spoils=frozenset({"programme.decisions"})) for sent in _unlistable()]
    return found


def _unreadable(stream: Stream[Any]) -> list[Sent]:
    sound = good(stream)
    body: dict[str, Any] = msgspec.json.decode(sound.value or b"")
    typed = [(name, b"fr.mois-ess.other.v1" if name == "ce_type" else value) for name, value in sound.headers]
    found = [
        _as(sound, "null header", headers=[*sound.headers, ("x", None)]),
        _as(sound, "header that is no text", headers=[*sound.headers, ("x", b"\xff")]),
        _as(sound, "no headers", headers=[]),
        _as(sound, "unknown type", headers=typed),
        _as(sound, "key that is no text", key=b"\xff"),
        _as(sound, "key of another", key=str(uuid4()).encode()),
        _as(sound, "no JSON", value=b"{not json"),
        _as(sound, "no text", value=b"\xff\xfe"),
        _as(sound, "empty", value=b""),
        _as(sound, "deep", value=b"[" * 100_000),
        _as(sound, "wrong schema", value=msgspec.json.encode(body | {"version": "no"})),
        _as(sound, "missing field", value=msgspec.json.encode({"version": 1})),
        _as(sound, "beyond 64 bits", value=msgspec.json.encode(body).replace(b'"version":1,', b'"version":1e30,')),
        _as(sound, "lone surrogate", value=(sound.value or b"").replace(b"Ressourcerie", b"\\ud800")),
        _as(sound, "too large", value=b'"' + b"x" * 1_000_000 + b'"'),
    ]
    if not stream.tombstones:
        return [*found, _as(sound, "null value", value=None)]
    unsaid = [(name, value) for name, value in sound.headers if name != "ce_entityversion"]
    return [
        *found,
        _as(sound, "removal without version", value=None, headers=unsaid),
        _as(sound, "removal of no number", value=None, headers=[*unsaid, ("ce_entityversion", b"four")]),
        _as(sound, "removal of 5000 digits", value=None, headers=[*unsaid, ("ce_entityversion", MANY_DIGITS)]),
        _as(sound, "removal beyond bigint", value=None, headers=[*unsaid, ("ce_entityversion", b"9" * 30)]),
        _as(sound, "removal of no identifier", key=b"nobody", value=None),
    ]


def _unstorable(stream: Stream[Any]) -> list[Sent]:
    return [
        replace(good(stream, version=0), kind="version 0"),
        replace(good(stream, version=BEYOND_BIGINT), kind="version beyond bigint"),
    ]


def _unlistable() -> list[Sent]:
    """Decisions that the organiser may be shown and the programme cannot hold."""
    sound = good(DECISIONS)
    too_early = (sound.value or b"").replace(b"2026-11-14T10:00:00+01:00", b"0001-01-01T00:00:00+14:00")
    return [
        replace(good(DECISIONS, content=content(title="zéro \0 octet")), kind="zero byte"),
        replace(good(DECISIONS, content=content(time_zone="Nulle/Part")), kind="unknown time zone"),
        replace(good(DECISIONS, content=content(time_zone="Europe")), kind="time zone that is a folder"),
        replace(good(DECISIONS, content=content(time_zone="../secret")), kind="time zone that is a path"),
        _as(sound, "before the first day", value=too_early),
    ]


def _as(sound: Sent, kind: str, **parts: Any) -> Sent:
    return replace(sound, kind=kind, **parts)


def _event(stream: Stream[Any], fields: dict[str, Any]) -> Any:
    builders: dict[str, Any] = {
        MANIFESTATIONS.topic: manifestation_changed,
        DECISIONS.topic: eligibility_decided,
        LISTINGS.topic: listing_published,
        STRUCTURES.topic: lambda **given: structure_verified(**{"structure_id": uuid4(), **given}),
    }
    return builders[stream.topic](**fields)
