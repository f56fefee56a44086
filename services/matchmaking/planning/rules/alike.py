"""Meetings that nobody can tell apart: it is enough to know in which slots they are, not which is in which. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.matchmaking.planning.rules.problem import Problem


@dataclass(frozen=True, slots=True)
class Group:
    """Meetings that are alike, or one that is like no other."""

    people: tuple[int, int]
    """Those of its first meeting. Who meets nobody else may be another person in each."""
    meetings: tuple[int, ...]
    slots: tuple[int, ...]


def alone(problem: Problem, windows: Sequence[tuple[int, ...]]) -> list[Group]:
    """Return each meeting by itself."""
    return [_group(problem, windows, (number,)) for number in range(len(problem.meetings))]


def alike(problem: Problem, windows: Sequence[tuple[int, ...]]) -> list[Group]:
    """Put together what has the same slots and the same people, those who meet nobody else apart."""
    ordered = {number for meeting in problem.meetings for number in meeting.after}
    found: dict[object, list[int]] = defaultdict(list)
    for number, meeting in enumerate(problem.meetings):
        people = tuple(sorted(person for person in meeting.people if len(problem.meetings_of[person]) > 1))
        by_itself = not people or meeting.after or number in ordered
        found[number if by_itself else (people, windows[number])].append(number)
    return [_group(problem, windows, tuple(numbers)) for numbers in found.values()]


def _group(problem: Problem, windows: Sequence[tuple[int, ...]], meetings: tuple[int, ...]) -> Group:
    return Group(problem.meetings[meetings[0]].people, meetings, windows[meetings[0]])
