"""What the programme decides: which days a listing covers, which words find it, what is printed and in which order."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from shared.contracts.content import Content
from shared.contracts.eligibility import EligibilityDecided
from shared.geography import fold

NIGHT_ENDS = time(6)
"""What ends before this hour belongs to the evening it began in."""
LONGEST_QUERY_WORDS = 8
SHORTEST_PLURAL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One manifestation of a printed programme, with everything the layout may need."""

    manifestation_id: UUID
    version: int
    organiser_name: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When something takes place on the clocks of its place."""

    starts: datetime
    """Local and without zone."""
    first_day: date
    last_day: date


def local_period(content: Content) -> Period:
    """Return the local days that a manifestation covers; raises ``ZoneInfoNotFoundError`` for a zone nobody knows."""
    zone = ZoneInfo(content.time_zone)
    starts, ends = content.starts_at.astimezone(zone), content.ends_at.astimezone(zone)
    last_day = ends.date() - timedelta(days=1) if ends.time() <= NIGHT_ENDS else ends.date()
    return Period(starts=starts.replace(tzinfo=None), first_day=starts.date(), last_day=max(starts.date(), last_day))


def is_printed(decision: EligibilityDecided, *, region_code: str, edition: int) -> bool:
    """Return True where a decision puts its manifestation into the paper programme of this region and edition."""
    return decision.online and decision.paper and decision.region_code == region_code and decision.edition == edition


def canonical_programme(entries: Iterable[Entry]) -> bytes:
    """Return the one form a set of entries has: JSON with sorted keys, no spaces, UTF-8, entries in printing order."""
    ordered = [msgspec.to_builtins(entry) for entry in sorted(entries, key=_printing_order)]
    return json.dumps(ordered, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(programme: bytes) -> str:
    """Return the SHA-256 of a canonical programme, in lower-case hexadecimal."""
    return hashlib.sha256(programme).hexdigest()


def differing_ids(stored: bytes, replayed: bytes) -> list[UUID]:
    """Name the manifestations that are not the same in two canonical programmes, or are in one of them only."""
    ours, theirs = _by_id(stored), _by_id(replayed)
    return sorted(UUID(key) for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))


def search_text(parts: Iterable[str]) -> str:
    """Return all words folded, each with a space before it, so that a pattern finds beginnings of words only."""
    return f" {fold(' '.join(parts))}"


def search_patterns(query: str) -> list[str]:
    """Return one LIKE pattern per word: the beginning of a word, whose plural counts as well."""
    words = fold(query).split()[:LONGEST_QUERY_WORDS]
    return [f"% {_without_plural(word)}%" for word in words]


def _printing_order(entry: Entry) -> tuple[datetime, str, str, UUID]:
    content = entry.content
    return content.starts_at, fold(content.place.commune_name), fold(content.title), entry.manifestation_id


def _by_id(programme: bytes) -> dict[str, object]:
    return {entry["manifestation_id"]: entry for entry in json.loads(programme)}


def _without_plural(word: str) -> str:
    return word[:-1] if len(word) >= SHORTEST_PLURAL and word[-1] in "sx" else word
