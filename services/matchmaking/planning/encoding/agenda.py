"""The agenda of each participant: busy or not in each slot, and how many meetings so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matchmaking.planning.encoding.counters import count_up
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.rules.alike import Group
from services.matchmaking.planning.rules.problem import Problem


@dataclass(frozen=True, slots=True)
class Agenda:
    """Literals about one participant."""

    meetings: int
    busy: list[int]
    """For each slot."""
    met: list[list[int]]
    """``met[t][j]``: at least j meetings in the first t slots; nothing where there is one meeting at most."""


def write_agendas(
    formula: Formula, problem: Problem, groups: Sequence[Group], at: Sequence[dict[int, int]]
) -> list[Agenda]:
    """Say who is busy when, that nobody is at two places, and that everybody meets as often as he has meetings."""
    groups_of: list[list[int]] = [[] for _ in range(problem.participants)]
    for number, group in enumerate(groups):
        for person in group.people:
            groups_of[person].append(number)
    return [
        _write_agenda(formula, problem, [(groups[number], at[number]) for number in numbers], person)
        for person, numbers in enumerate(groups_of)
    ]


def _write_agenda(
    formula: Formula, problem: Problem, groups: Sequence[tuple[Group, dict[int, int]]], person: int
) -> Agenda:
    meetings = len(problem.meetings_of[person])
    busy = []
    for slot in range(problem.slots):
        candidates = [literals[slot] for _, literals in groups if slot in literals]
        formula.at_most_one(candidates)
        busy.append(formula.any_of(candidates))
    if meetings <= 1:
        return Agenda(meetings, busy, [])
    windows = [
        (min(group.slots, default=problem.slots), max(group.slots, default=-1))
        for group, _ in groups
        for _ in group.meetings
    ]
    return Agenda(meetings, busy, count_up(formula, busy, windows))
