"""Who wishes to meet whom, and within what. Pure; everything counts from 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Pair = tuple[int, int]
"""Two participants, the smaller number first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who comes to meet others."""

    name: str
    kind: str = ""
    """Seller, buyer and their like; caps may differ by the kind of who is met."""
    group: str = ""
    """The wishes of some groups weigh more."""
    most: int | None = None
    least: int | None = None
    """As for everybody where it is not said."""
    most_with: Mapping[str, int] = field(default_factory=dict)
    absent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wish:
    """One wishes to meet another, so much."""

    by: int
    to: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Room:
    """Some pairs have so many slots and places together."""

    pairs: frozenset[Pair]
    most: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting that stands already, and its slot where it has one."""

    pair: Pair
    slot: int | None = None


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """All that pairs are chosen from."""

    slots: int
    morning: int
    places: tuple[int, ...]
    participants: tuple[Participant, ...]
    wishes: tuple[Wish, ...]
    vetoes: frozenset[Pair] = frozenset()
    groups: Mapping[str, int] = field(default_factory=dict)
    """How often a wish of somebody of this group counts; once where it is not said."""
    least: int = 0
    """So many meetings are to be everybody's."""
    kept: tuple[Kept, ...] = ()
    before: frozenset[Pair] = frozenset()
    """The pairs of an earlier plan: taken among choices that are worth as much."""

    @cached_property
    def values(self) -> dict[Pair, int]:
        """What each pair is worth that may be chosen: wished, not refused, and both free in some slot; or kept."""
        found: dict[Pair, int] = dict.fromkeys((kept.pair for kept in self.kept), 0)
        for wish in self.wishes:
            pair = ordered(wish.by, wish.to)
            if pair in found or (pair not in self.vetoes and self.common_slots(pair)):
                worth = wish.weight * self.groups.get(self.participants[wish.by].group, 1)
                found[pair] = found.get(pair, 0) + worth
        return dict(sorted(found.items()))

    def common_slots(self, pair: Pair) -> tuple[int, ...]:
        """Return the slots in which both are there."""
        taken = self.participants[pair[0]].absent | self.participants[pair[1]].absent
        return tuple(slot for slot in range(self.slots) if slot not in taken)

    def least_of(self, person: int) -> int:
        """Return how many meetings a participant is to have at least."""
        asked = self.participants[person].least
        return self.least if asked is None else asked

    def most_of(self, person: int, slack: int = 0) -> int:
        """Return how many meetings a participant may have: his cap, his slots, and never fewer than are kept.

        With some slack he keeps slots free, so that the meetings are easier to place.
        """
        free = max(0, self.slots - len(self.participants[person].absent) - slack)
        asked = self.participants[person].most
        return max(self.kept_of(person), free if asked is None else min(asked, free))

    def most_with(self, person: int, kind: str) -> int:
        """Return how many he may meet of a kind, never fewer than are kept."""
        return max(self.participants[person].most_with[kind], self.kept_of(person, kind))

    def kept_of(self, person: int, kind: str | None = None) -> int:
        """Return how many meetings of a participant stand already, with anybody or with those of a kind."""
        others = [self.other_of(kept.pair, person) for kept in self.kept if person in kept.pair]
        return sum(kind is None or self.participants[other].kind == kind for other in others)

    @staticmethod
    def other_of(pair: Pair, person: int) -> int:
        """Return whom he meets in a pair that is his."""
        return pair[1] if pair[0] == person else pair[0]


def ordered(one: int, other: int) -> Pair:
    """Name a pair in one way."""
    return (one, other) if one < other else (other, one)
