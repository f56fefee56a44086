"""What a queue shows and counts; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal, get_args
from uuid import UUID

from shared.contracts.submission import ManifestationChanged

Stage = Literal["open", "held", "asked", "sampled", "reported", "settled"]
"""To be decided; on hold; with its organiser; published on trust and to be read; reported by visitors; decided."""
Novelty = Literal["new", "amended", "appealed"]
Assigned = Literal["me", "others", "nobody"]
Source = Literal["all", "escalated"]
"""Of a region: all, or only what its chamber left waiting."""
Facet = Literal["question", "theme", "format", "novelty", "assigned"]
FACETS: tuple[Facet, ...] = get_args(Facet)

NATIONAL_QUEUE = ""
"""In place of a region: what belongs to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks a queue for."""

    stage: Stage = "open"
    question: str | None = None
    theme: str | None = None
    format: str | None = None
    novelty: Novelty | None = None
    assigned: Assigned | None = None
    structure_id: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dossier in a queue."""

    manifestation_id: UUID
    version: int
    judged_version: int
    novelty: Novelty
    desk_region: str
    verdict: str
    questions: tuple[str, ...]
    opened_at: datetime
    decided_at: datetime
    decided_by: str
    is_published: bool
    manifestation: ManifestationChanged
    cut_off: datetime | None = None
    """When the paper programme of its region is edited."""
    assigned_to: str | None = None
    reader: str | None = None
    """Account of whoever has it open."""
    reminded_at: datetime | None = None
    """When its chamber was reminded that it waits."""
    escalated_at: datetime | None = None
    """When it was shown to the national team too."""


Kind = Mapping[Facet, tuple[str, ...]]
"""What a dossier is counted by, whoever has taken it on."""
LETTERS: Mapping[str, Facet] = {"q": "question", "t": "theme", "f": "format", "n": "novelty"}
"""By which the database tells these apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """So many dossiers that have all of this in common."""

    kind: Kind
    assigned: Assigned
    count: int

    def values(self, facet: Facet) -> tuple[str, ...]:
        """Return what they are under a filter."""
        return (self.assigned,) if facet == "assigned" else self.kind[facet]


@lru_cache(maxsize=16_384)
def kind_of(facets: str) -> Kind:
    """Read what the database counts by: `` q:no_identifier t:logement f:atelier n:new ``."""
    found: dict[Facet, list[str]] = {facet: [] for facet in LETTERS.values()}
    for word in facets.split():
        letter, _, value = word.partition(":")
        found[LETTERS[letter]].append(value)
    return {facet: tuple(values) for facet, values in found.items()}


def facet_patterns(wanted: Wanted) -> list[str]:
    """Return a ``LIKE`` pattern for each filter that is set."""
    chosen = ((letter, getattr(wanted, facet)) for letter, facet in LETTERS.items())
    return [f"% {letter}:{_literal(value)} %" for letter, value in chosen if value is not None]


def counts(found: Sequence[Alike], wanted: Wanted) -> dict[Facet, Counter[str]]:
    """Count the values of each filter among what all the other filters leave, so that none leads to nothing."""
    counted: dict[Facet, Counter[str]] = {facet: Counter() for facet in FACETS}
    chosen = [facet for facet in FACETS if getattr(wanted, facet) is not None]
    for alike in found:
        missed = [facet for facet in chosen if not _fits(alike, wanted, facet)]
        # What misses one filter is counted beside that filter alone, and what misses two nowhere.
        if len(missed) <= 1:
            for facet in missed or FACETS:
                for value in alike.values(facet):
                    counted[facet][value] += alike.count
    return counted


def total(found: Iterable[Alike], wanted: Wanted) -> int:
    """Count what all filters leave."""
    return sum(alike.count for alike in found if all(_fits(alike, wanted, facet) for facet in FACETS))


def _fits(alike: Alike, wanted: Wanted, facet: Facet) -> bool:
    chosen = getattr(wanted, facet)
    return chosen is None or chosen in alike.values(facet)


def _literal(value: str) -> str:
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
