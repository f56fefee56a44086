"""No more meetings in a slot than there are places."""

from collections.abc import Sequence

from services.matchmaking.planning.encoding.agenda import Agenda
from services.matchmaking.planning.encoding.counters import at_most, sorted_sum
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.rules.alike import Group
from services.matchmaking.planning.rules.problem import Problem


def write_places(
    formula: Formula,
    problem: Problem,
    groups: Sequence[Group],
    at: Sequence[dict[int, int]],
    agendas: Sequence[Agenda],
) -> None:
    """Count the meetings of each slot, and the people too: what one count does not see soon, the other does."""
    clusters = _share_a_person(problem, groups)
    for slot in range(problem.slots):
        candidates = sum(slot in each for each in at)
        places = problem.places[slot]
        if candidates <= places:
            continue
        taken = [formula.any_of([at[each][slot] for each in cluster if slot in at[each]]) for cluster in clusters]
        at_most(formula, [literal for literal in taken if literal != -formula.true], places)
        _count_people(formula, [agenda.busy[slot] for agenda in agendas], places)


def _share_a_person(problem: Problem, groups: Sequence[Group]) -> list[list[int]]:
    """Divide the meetings into few clusters of which one meeting at most is in a slot."""
    left: list[set[int]] = [set() for _ in range(problem.participants)]
    for number, group in enumerate(groups):
        for person in group.people:
            left[person].add(number)
    clusters = []
    while most := max(left, key=len, default=None):
        cluster = sorted(most)
        clusters.append(cluster)
        for each in left:
            each.difference_update(cluster)
    return clusters


def _count_people(formula: Formula, busy: Sequence[int], places: int) -> None:
    """Two people a place."""
    possible = [literal for literal in busy if literal != -formula.true]
    if len(possible) > 2 * places:
        formula.add(-sorted_sum(formula, possible, 2 * places + 1)[2 * places])
