"""A place of the register."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from services.submission.places.rules.naming import SpeltPlace
from shared.geography.folding import fold

ALIKE = 85
"""Of 100: names that share their words, whatever their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace(SpeltPlace):
    """One that forms and partners may be offered, as a chamber has written it or as it was published."""

    retired_at: datetime | None
    version: int
    uses: int
    """Published manifestations that name it, in any of its spellings."""


def alike(places: Sequence[KnownPlace]) -> list[tuple[KnownPlace, ...]]:
    """Return places of one commune whose names are nearly the same: perhaps one place, written in several ways."""
    by_commune: dict[str, list[KnownPlace]] = defaultdict(list)
    for place in places:
        if place.retired_at is None:
            by_commune[place.commune_code].append(place)
    return [group for near in by_commune.values() for group in _groups(near)]


def _groups(near: list[KnownPlace]) -> list[tuple[KnownPlace, ...]]:
    groups: list[list[tuple[str, KnownPlace]]] = []
    for place in near:
        name = fold(place.name)
        for group in groups:
            if any(fuzz.token_sort_ratio(name, other) >= ALIKE for other, _ in group):
                group.append((name, place))
                break
        else:
            groups.append([(name, place)])
    return [tuple(place for _, place in group) for group in groups if len(group) > 1]
