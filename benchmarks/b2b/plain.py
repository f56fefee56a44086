"""The same problem written plainly, as the paper defines it, and solved by RC2: what the planner is compared with."""

from itertools import combinations

from pysat.card import CardEnc, EncType
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF, IDPool

from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.rules.windows import allowed_slots

SOLVER = "cadical195"


def solve_plainly(problem: Problem, fairness: int) -> int | None:
    """Return the fewest breaks; None where there is no plan."""
    with RC2(write_plainly(problem, fairness), solver=SOLVER) as solver:
        return None if solver.compute() is None else int(solver.cost)


def write_plainly(problem: Problem, fairness: int) -> WCNF:
    """Write meetings in slots, who is busy, who has met before and is to meet again, a soft clause for each break."""
    formula, ids = WCNF(), IDPool()
    windows = allowed_slots(problem)
    for number, slots in enumerate(windows):
        formula.append([ids.id(("at", number, slot)) for slot in slots])
        for one, other in combinations(slots, 2):
            formula.append([-ids.id(("at", number, one)), -ids.id(("at", number, other))])
        for earlier in problem.meetings[number].after:
            for slot in slots:
                before = [ids.id(("at", earlier, each)) for each in windows[earlier] if each < slot]
                formula.append([-ids.id(("at", number, slot)), *before])
    for slot in range(problem.slots):
        here = [ids.id(("at", number, slot)) for number, slots in enumerate(windows) if slot in slots]
        if len(here) > problem.places[slot]:
            _extend(formula, here, problem.places[slot], ids)
    for person in range(problem.participants):
        _write_person(formula, ids, problem, windows, person=person, fairness=fairness)
    return formula


def _write_person(
    formula: WCNF, ids: IDPool, problem: Problem, windows: list[tuple[int, ...]], *, person: int, fairness: int
) -> None:
    ends = []
    for slot in range(problem.slots):
        here = [ids.id(("at", number, slot)) for number in problem.meetings_of[person] if slot in windows[number]]
        busy, met = ids.id(("busy", person, slot)), ids.id(("met", person, slot))
        formula.extend([[-literal, busy] for literal in here] + [[-busy, *here]])
        formula.extend([[-one, -other] for one, other in combinations(here, 2)])
        if slot == 0:
            formula.extend([[-met, busy], [-busy, met]])
            continue
        met_before, busy_before = ids.id(("met", person, slot - 1)), ids.id(("busy", person, slot - 1))
        formula.extend([[-met, busy, met_before], [-busy, met], [-met_before, met]])
        end = ids.id(("break", person, slot))
        formula.append([-busy, busy_before, -met_before, end])
        formula.append([-end], weight=1)
        ends.append(end)
    # Somebody without meetings has no break, so that nobody may have more than the fairness allows.
    if len(ends) > fairness:
        _extend(formula, ends, fairness, ids)


def _extend(formula: WCNF, literals: list[int], most: int, ids: IDPool) -> None:
    formula.extend(CardEnc.atmost(lits=literals, bound=most, vpool=ids, encoding=EncType.cardnetwrk).clauses)
