"""What a queue shows and counts; pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """So many dossiers that have all of this in common."""

    questions: tuple[str, ...]
    themes: tuple[str, ...]
    format: str
    novelty: str
    assigned: Assigned
    count: int


VALUES: Mapping[Facet, Callable[[Alike], tuple[str, ...]]] = {
    "question": lambda alike: alike.questions,
    "theme": lambda alike: alike.themes,
    "format": lambda alike: (alike.format,),
    "novelty": lambda alike: (alike.novelty,),
    "assigned": lambda alike: (alike.assigned,),
}


def counts(found: Sequence[Alike], wanted: Wanted) -> dict[Facet, Counter[str]]:
    """Count the values of each filter among what all the other filters leave, so that none leads to nothing."""
    return {facet: _count(found, wanted, facet) for facet in FACETS}


def total(found: Iterable[Alike], wanted: Wanted) -> int:
    """Count what all filters leave."""
    return sum(alike.count for alike in found if all(_fits(alike, wanted, facet) for facet in FACETS))


def _count(found: Sequence[Alike], wanted: Wanted, facet: Facet) -> Counter[str]:
    counted: Counter[str] = Counter()
    others = [each for each in FACETS if each != facet]
    for alike in found:
        if all(_fits(alike, wanted, other) for other in others):
            counted.update(dict.fromkeys(VALUES[facet](alike), alike.count))
    return counted


def _fits(alike: Alike, wanted: Wanted, facet: Facet) -> bool:
    chosen = getattr(wanted, facet)
    return chosen is None or chosen in VALUES[facet](alike)
