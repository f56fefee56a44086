"""No more meetings in a slot than there are places."""

from collections.abc import Sequence

from services.matchmaking.planning.encoding.agenda import Agenda
from services.matchmaking.planning.encoding.counters import at_most, sorted_sum
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.rules.problem import Problem


def write_places(formula: Formula, problem: Problem, at: list[dict[int, int]], agendas: Sequence[Agenda]) -> None:
    """Count the meetings of each slot, and the people too: what one count does not see soon, the other does."""
    groups = _share_a_person(problem)
    for slot in range(problem.slots):
        candidates = sum(slot in each for each in at)
        places = problem.places[slot]
        if candidates <= places:
            continue
        taken = [formula.any_of([at[each][slot] for each in group if slot in at[each]]) for group in groups]
        at_most(formula, [literal for literal in taken if literal != -formula.true], places)
        _count_people(formula, [agenda.busy[slot] for agenda in agendas], places)


def _share_a_person(problem: Problem) -> list[list[int]]:
    """Divide the meetings into few groups of which one meeting at most is in a slot."""
    left = [set(meetings) for meetings in problem.meetings_of]
    groups = []
    while most := max(left, key=len, default=None):
        group = sorted(most)
        groups.append(group)
        for each in left:
            each.difference_update(group)
    return groups


def _count_people(formula: Formula, busy: Sequence[int], places: int) -> None:
    """Two people a place."""
    possible = [literal for literal in busy if literal != -formula.true]
    if len(possible) > 2 * places:
        formula.add(-sorted_sum(formula, possible, 2 * places + 1)[2 * places])
