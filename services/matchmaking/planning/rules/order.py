"""An order of people and meetings that follows from who meets whom and when, not from how they are numbered. Pure.

How long a search takes is partly luck, which an order changes: the same meetings have the same luck whatever the names.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from services.matchmaking.planning.rules.problem import Plan, Problem

Slot = TypeVar("Slot", int, int | None)
MOST_TIES = 100
"""So often people who are alike so far are told apart by their numbers; then it is left to the numbers."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A problem in its own order."""

    problem: Problem
    meetings: tuple[int, ...]
    """The number that each meeting was given."""

    def own(self, slots: Sequence[Slot]) -> tuple[Slot, ...]:
        """Return what there is for each meeting in the order of this problem."""
        return tuple(slots[number] for number in self.meetings)

    def as_given(self, plan: Plan) -> Plan:
        """Return a plan of this problem in the order of the one that was given."""
        slots = dict(zip(self.meetings, plan, strict=True))
        return tuple(slots[number] for number in range(len(plan)))


def in_its_own_order(problem: Problem) -> Ordered:
    """Put people who meet most often first, and meetings in the order of their people."""
    colours = _colours(problem)
    people = sorted(range(problem.participants), key=colours.__getitem__)
    rank = {person: place for place, person in enumerate(people)}
    pairs = [sorted((rank[one], rank[other])) for one, other in (meeting.people for meeting in problem.meetings)]
    meetings = sorted(range(len(pairs)), key=lambda number: (pairs[number], colours[problem.participants + number]))
    place_of = {number: place for place, number in enumerate(meetings)}
    ordered = replace(
        problem,
        meetings=tuple(
            replace(
                problem.meetings[number],
                people=(pairs[number][0], pairs[number][1]),
                after=tuple(sorted(place_of[each] for each in problem.meetings[number].after)),
            )
            for number in meetings
        ),
        forbidden=tuple(problem.forbidden[person] for person in people),
    )
    return Ordered(ordered, tuple(meetings))


def _colours(problem: Problem) -> list[int]:
    """Return a number for each participant and then each meeting, the same only for those that are alike."""
    neighbours = _neighbours(problem)
    colours = _refined(_ranks(_first(problem)), neighbours)
    several = [person for person, meetings in enumerate(problem.meetings_of) if len(meetings) > 1]
    for _ in range(MOST_TIES):
        counts = Counter(colours[person] for person in several)
        tied = min((colour for colour, count in counts.items() if count > 1), default=None)
        if tied is None:
            break
        first = colours.index(tied)
        colours = _refined(_ranks([(colour, number != first) for number, colour in enumerate(colours)]), neighbours)
    return colours


def _first(problem: Problem) -> list[tuple[object, ...]]:
    people = [
        (0, -len(meetings), sorted(problem.forbidden[person])) for person, meetings in enumerate(problem.meetings_of)
    ]
    return [*people, *((1, meeting.session, meeting.fixed or 0, meeting.fixed is None) for meeting in problem.meetings)]


def _neighbours(problem: Problem) -> list[list[tuple[int, int]]]:
    """For each participant and meeting: what it has to do with, and how."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(problem.participants + len(problem.meetings))]
    for number, meeting in enumerate(problem.meetings, start=problem.participants):
        for person in meeting.people:
            found[person].append((0, number))
            found[number].append((0, person))
        for earlier in meeting.after:
            found[number].append((1, problem.participants + earlier))
            found[problem.participants + earlier].append((2, number))
    return found


def _refined(colours: list[int], neighbours: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """Tell apart what has other neighbours, until nothing more is told apart."""
    different = 0
    while max(colours, default=-1) + 1 > different:
        different = max(colours) + 1
        colours = _ranks(
            [
                (colour, sorted((how, colours[other]) for how, other in neighbours[number]))
                for number, colour in enumerate(colours)
            ]
        )
    return colours


def _ranks(signs: Sequence[tuple[object, ...]]) -> list[int]:
    """Give what is different other numbers, from 0 on, in order."""
    ordered = sorted(range(len(signs)), key=signs.__getitem__)
    ranks, rank = [0] * len(signs), -1
    before: tuple[object, ...] | None = None
    for number in ordered:
        if signs[number] != before:
            rank, before = rank + 1, signs[number]
        ranks[number] = rank
    return ranks
