"""What a run of load was told by the platform, and what was read of the platform afterwards."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Position = tuple[str, int, int]
"""Topic, partition, offset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer; requests that were cut off have none."""

    request: str
    status: int
    retry_after: str | None = None


@dataclass(slots=True, kw_only=True)
class History:
    """What the platform acknowledged to the load."""

    series: str
    """In every title and reference: no other trial of the run has it, or its registrations would be duplicates."""
    made: int = 0
    """Registrations begun so far."""
    answers: list[Answer] = field(default_factory=list)
    cut_off: int = 0
    """Requests without an answer: connection refused, reset, or silent for too long."""
    registered: dict[str, str] = field(default_factory=dict)
    """Manifestation by the title of the request that made it; each request has a title of its own."""
    versions: dict[str, set[int]] = field(default_factory=dict)
    """By manifestation, each version that was acknowledged."""
    withdrawn: set[str] = field(default_factory=set)
    decided: set[tuple[str, int]] = field(default_factory=set)
    """Manifestation and version of each decision of a chamber."""
    booked: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    """By meeting, its slot and its two structures."""
    snapshots: set[str] = field(default_factory=set)
    abandoned: list[str] = field(default_factory=list)
    """Requests that were repeated to the deadline and never acknowledged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One record of a topic."""

    topic: str
    partition: int
    offset: int
    key: str
    version: int
    """-1 where the record does not say."""
    value: bytes | None

    @property
    def position(self) -> Position:
        return self.topic, self.partition, self.offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The last decision on a manifestation."""

    version: int
    judged_version: int
    online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of the public programme."""

    version: int
    online: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A row of meetings, with the parties that are kept as busy because of it."""

    meeting_id: str
    slot_id: str
    table: int
    booked: bool
    structures: frozenset[str]
    busy: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A cut as it is stored."""

    snapshot_id: str
    region_code: str
    edition: int
    sha256: str
    content: bytes
    offsets: dict[tuple[str, int], int]
    set_aside: frozenset[Position]


@dataclass(slots=True, kw_only=True)
class Observed:
    """What databases, topics and the public list hold once everything has come to rest."""

    manifestations: dict[str, int] = field(default_factory=dict)
    titles: Counter[str] = field(default_factory=Counter)
    """How many manifestations each request of the load has made."""
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    heard: dict[str, int] = field(default_factory=dict)
    """By manifestation, the version of the decision that submission shows its organiser."""
    listings: dict[str, Listed] = field(default_factory=dict)
    public: list[str] = field(default_factory=list)
    """The public list, in its order."""
    meetings: list[Meeting] = field(default_factory=list)
    snapshots: list[Snapshot] = field(default_factory=list)
    records: dict[str, list[Told]] = field(default_factory=dict)
    """By topic, by partition and offset."""
    letters: dict[str, Counter[Position]] = field(default_factory=dict)
    """By consumer group, the original positions in its dead letters."""
    states: dict[str, dict[str, int]] = field(default_factory=dict)
    """By consumer group, the version that its table holds of each entity."""


def told_versions(records: list[Told]) -> dict[str, set[int]]:
    versions: dict[str, set[int]] = {}
    for record in records:
        versions.setdefault(record.key, set()).add(record.version)
    return versions


Figures = dict[str, Any]
