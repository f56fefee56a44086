"""The whole problem in clauses."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.matchmaking.planning.encoding.agenda import write_agendas
from services.matchmaking.planning.encoding.breaks import write_breaks
from services.matchmaking.planning.encoding.counters import exactly
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.encoding.places import write_places
from services.matchmaking.planning.rules.alike import Group, alike, alone
from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.windows import allowed_slots


@dataclass(frozen=True, slots=True)
class Model:
    """Clauses; the literal of each group of meetings in each slot; those of the breaks beyond the least."""

    formula: Formula
    groups: list[Group]
    at: list[dict[int, int]]
    breaks: list[int]

    def plan(self, values: Sequence[int]) -> Plan:
        """Read a plan from a model: for each variable, itself where it is true."""
        found: dict[int, int] = {}
        for group, literals in zip(self.groups, self.at, strict=True):
            taken = (slot for slot, literal in literals.items() if values[literal - 1] > 0)
            found.update(zip(group.meetings, taken, strict=True))
        return tuple(found[meeting] for meeting in range(len(found)))


def write_model(problem: Problem, *, least: int, most: int, apart: bool = False) -> Model:
    """Write the clauses of every plan in which each participant has from ``least`` to ``most`` breaks.

    ``apart`` has a literal for each meeting, where it matters which of those that are alike is in which slot.
    """
    formula = Formula()
    windows = allowed_slots(problem)
    groups = alone(problem, windows) if apart else alike(problem, windows)
    at = [{slot: formula.new() for slot in group.slots} for group in groups]
    for group, literals in zip(groups, at, strict=True):
        exactly(formula, list(literals.values()), len(group.meetings))
    agendas = write_agendas(formula, problem, groups, at)
    write_places(formula, problem, groups, at, agendas)
    _write_precedences(formula, problem, groups, at)
    breaks = [level for agenda in agendas for level in write_breaks(formula, agenda, least, most)[least:]]
    return Model(formula, groups, at, breaks)


def _write_precedences(formula: Formula, problem: Problem, groups: list[Group], at: list[dict[int, int]]) -> None:
    of_meeting = {group.meetings[0]: literals for group, literals in zip(groups, at, strict=True)}
    for later, meeting in enumerate(problem.meetings):
        for earlier in meeting.after:
            for slot, literal in of_meeting[later].items():
                formula.add(-literal, *(before for other, before in of_meeting[earlier].items() if other < slot))
