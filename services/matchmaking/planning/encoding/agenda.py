"""The agenda of each participant: busy or not in each slot, and how many meetings so far."""

from dataclasses import dataclass

from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.rules.problem import Problem


@dataclass(frozen=True, slots=True)
class Agenda:
    """Literals about one participant."""

    meetings: int
    busy: list[int]
    """For each slot."""
    met: list[list[int]]
    """``met[t][j]``: at least j meetings in the first t slots."""


def write_agendas(formula: Formula, problem: Problem, at: list[dict[int, int]]) -> list[Agenda]:
    """Say who is busy when, that nobody is at two places, and that everybody meets as often as he has meetings."""
    return [_write_agenda(formula, problem, at, person) for person in range(problem.participants)]


def _write_agenda(formula: Formula, problem: Problem, at: list[dict[int, int]], person: int) -> Agenda:
    meetings = problem.meetings_of[person]
    busy = []
    for slot in range(problem.slots):
        candidates = [at[meeting][slot] for meeting in meetings if slot in at[meeting]]
        formula.at_most_one(candidates)
        busy.append(formula.any_of(candidates))
    windows = [at[meeting].keys() for meeting in meetings]
    return Agenda(
        len(meetings),
        busy,
        _count(formula, busy, [(min(each, default=problem.slots), max(each, default=-1)) for each in windows]),
    )


def _count(formula: Formula, busy: list[int], windows: list[tuple[int, int]]) -> list[list[int]]:
    """Count the meetings up to each slot.

    What must be over, and what cannot have begun, bounds the count at every slot: at lunch, above all.
    """
    met = [[formula.true] + [-formula.true] * len(windows)]
    free = [literal != -formula.true for literal in busy]
    for slot, literal in enumerate(busy):
        ended = sum(last <= slot for _, last in windows)
        begun = sum(first <= slot for first, _ in windows)
        least = max(ended, len(windows) - sum(free[slot + 1 :]))
        most = min(begun, sum(free[: slot + 1]))
        row = [formula.true]
        for count in range(1, len(windows) + 1):
            if count <= least:
                reached = formula.true
            elif count > most:
                reached = -formula.true
            else:
                reached = formula.new()
            before, fewer = met[-1][count], met[-1][count - 1]
            formula.add(-before, reached)
            formula.add(-literal, -fewer, reached)
            formula.add(-reached, before, literal)
            formula.add(-reached, fewer)
            row.append(reached)
        met.append(row)
    return met
