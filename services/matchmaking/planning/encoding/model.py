"""The whole problem in clauses."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matchmaking.planning.encoding.agenda import write_agendas
from services.matchmaking.planning.encoding.breaks import write_breaks
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.encoding.places import write_places
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.windows import allowed_slots


@dataclass(frozen=True, slots=True)
class Model:
    """Clauses; the literal of each meeting in each slot that it may have; those of the breaks beyond the least."""

    formula: Formula
    at: list[dict[int, int]]
    breaks: list[int]

    def plan(self, values: Sequence[int]) -> Plan:
        """Read a plan from a model: for each variable, itself where it is true."""
        return tuple(next(slot for slot, literal in each.items() if values[literal - 1] > 0) for each in self.at)


def write_model(problem: Problem, *, least: int, most: int) -> Model:
    """Write the clauses of every plan in which each participant has from ``least`` to ``most`` breaks."""
    formula = Formula()
    at = [{slot: formula.new() for slot in slots} for slots in allowed_slots(problem)]
    for each in at:
        formula.add(*each.values())
        formula.at_most_one(each.values())
    agendas = write_agendas(formula, problem, at)
    write_places(formula, problem, at, agendas)
    _write_precedences(formula, problem, at)
    breaks = [level for agenda in agendas for level in write_breaks(formula, agenda, least, most)[least:]]
    return Model(formula, at, breaks)


def _write_precedences(formula: Formula, problem: Problem, at: list[dict[int, int]]) -> None:
    for later, meeting in enumerate(problem.meetings):
        for earlier in meeting.after:
            for slot, literal in at[later].items():
                formula.add(-literal, *(before for other, before in at[earlier].items() if other < slot))
