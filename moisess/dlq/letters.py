"""Dead letters as an operator sees them: the record as it was, the facts beside it, what was done about it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Self

import msgspec
from aiokafka import ConsumerRecord

from shared.kafka.last_records import version_in

SUFFIX = ".dlq"
FACT = "dlq-"
MARK = "dlq-mark"
ORIGIN = "dlq-original-topic"
COUNT = "redrive-count"
MOST_REDRIVES = 3

Outcome = Literal["redriven", "dropped"]
Headers = Sequence[tuple[str, bytes | None]]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with a letter, kept beside it in the same topic, so that it lives as long."""

    outcome: Outcome
    letter: str
    """Identity of the letter."""
    reason: str | None = None
    marked_at: datetime

    @classmethod
    def now(cls, outcome: Outcome, letter: "Letter", *, reason: str | None = None) -> Self:
        """Mark a letter at this moment."""
        return cls(outcome=outcome, letter=letter.identity, reason=reason, marked_at=datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One record that was set aside."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers
    """As they lie in the dead-letter topic, facts included."""
    identity: str
    """Where the record was first; twins, which a killed process can leave, share it."""
    original_partition: int | None
    original_offset: int | None
    version: int
    """Of the entity; ``NO_VERSION`` where the record names none."""
    error_class: str
    error_message: str
    failed_at: datetime
    redrives: int
    """How often the record was put back before it failed this time."""

    def original_headers(self) -> list[tuple[str, bytes | None]]:
        """Return the headers that the record came with."""
        return [(name, value) for name, value in self.headers if not name.startswith(FACT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A dead-letter topic as it stands."""

    name: str
    letters: tuple[Letter, ...]
    """Without twins."""
    marks: Mapping[str, Mark]

    @property
    def pending(self) -> list[Letter]:
        """The letters about which nothing was done yet."""
        return [letter for letter in self.letters if letter.identity not in self.marks]


def origin_of(box: str) -> str:
    """Return the topic whose records a dead-letter topic takes."""
    # A group is `<service>.<stream>`, so the two last words before the suffix are its name.
    return box.removesuffix(SUFFIX).rsplit(".", 2)[0]


def group_of(box: str) -> str:
    """Return the group whose faults a dead-letter topic takes."""
    return ".".join(box.removesuffix(SUFFIX).rsplit(".", 2)[1:])


def open_box(name: str, records: Iterable["ConsumerRecord[bytes, bytes]"]) -> Box:
    """Sort the records of a dead-letter topic into letters and marks."""
    letters: dict[str, Letter] = {}
    marks: dict[str, Mark] = {}
    for record in records:
        if mark := _mark(record):
            marks[mark.letter] = mark
        else:
            letter = _letter(record)
            letters.setdefault(letter.identity, letter)
    return Box(name=name, letters=tuple(letters.values()), marks=marks)


def _mark(record: "ConsumerRecord[bytes, bytes]") -> Mark | None:
    names = [name for name, _ in record.headers]
    # A hostile record keeps its headers when it is set aside; its origin, written by us, tells it from a mark.
    if MARK not in names or ORIGIN in names or record.value is None:
        return None
    try:
        return msgspec.json.decode(record.value, type=Mark)
    except msgspec.DecodeError:
        return None


def _letter(record: "ConsumerRecord[bytes, bytes]") -> Letter:
    # Ours were written last, so they win over headers of the same name that the record came with.
    facts = {name: (value or b"").decode(errors="replace") for name, value in record.headers}
    place = [facts.get(f"dlq-original-{name}", "") for name in ("partition", "offset", "timestamp")]
    known = all(re.fullmatch(r"-?[0-9]{1,19}", part) for part in place)
    return Letter(
        partition=record.partition,
        offset=record.offset,
        key=record.key,
        value=record.value,
        headers=record.headers,
        identity=":".join(place) if known else f"dlq:{record.partition}:{record.offset}",
        original_partition=int(place[0]) if known else None,
        original_offset=int(place[1]) if known else None,
        version=version_in(record.headers),
        error_class=facts.get("dlq-error-class") or "inconnue",
        error_message=facts.get("dlq-error-message", ""),
        failed_at=_moment(facts.get("dlq-failed-at", ""), record.timestamp),
        redrives=_count(facts.get(COUNT, "")),
    )


def _moment(text: str, timestamp_ms: int) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(timestamp_ms / 1000, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _count(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
