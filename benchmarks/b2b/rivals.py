"""Other solvers on the same problem: what the planner was chosen among.

They are no requirement of this repository: ``pip install clingo ortools`` beside it for this measurement alone.
"""

from random import Random

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from benchmarks.b2b.apart import Solver
from benchmarks.b2b.plain import solve_plainly
from services.matchmaking.planning.encoding.model import write_model
from services.matchmaking.planning.incremental import SOLVER
from services.matchmaking.planning.local.first import first_board
from services.matchmaking.planning.rules.breaks import most_breaks
from services.matchmaking.planning.rules.order import in_its_own_order
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.rules.windows import allowed_slots

RULES = """
{at(M,T) : open(M,T)} = 1 :- meeting(M).
:- at(M,T), at(N,T), of(M,P), of(N,P), M < N.
:- places(T,L), #count{M : at(M,T)} > L.
:- after(M,E), at(M,T), not before(E,T).
before(M,T+1) :- at(M,T).
before(M,T+1) :- before(M,T), slot(T).
busy(P,T) :- at(M,T), of(M,P).
met(P,T+1) :- busy(P,T).
met(P,T+1) :- met(P,T), slot(T).
break(P,T) :- busy(P,T), met(P,T), not busy(P,T-1).
:- person(P), #count{T : break(P,T)} > fairness.
#minimize{1,P,T : break(P,T)}.
"""


def by_clingo(problem: Problem, fairness: int) -> int | None:
    """Answer set programming, unsatisfiable cores (``usc``)."""
    import clingo  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    control = clingo.Control(["--opt-strategy=usc", "-c", f"fairness={fairness}"], message_limit=0)
    control.add("base", [], RULES + _facts(problem))
    control.ground([("base", [])])
    with control.solve(yield_=True) as found:
        costs = [model.cost for model in found]
    return sum(costs[-1]) if costs else None


def by_cp_sat(problem: Problem, fairness: int) -> int | None:
    """One worker, hints from a first plan: runs of busy slots are counted where they begin."""
    from ortools.sat.python import cp_model  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    model = cp_model.CpModel()
    windows = allowed_slots(problem)
    at = [{slot: model.new_bool_var("") for slot in slots} for slots in windows]
    for number, literals in enumerate(at):
        model.add_exactly_one(literals.values())
        for earlier in problem.meetings[number].after:
            for slot, literal in literals.items():
                model.add_bool_or([~literal, *(each for other, each in at[earlier].items() if other < slot)])
    for slot, places in enumerate(problem.places):
        model.add(sum(literals[slot] for literals in at if slot in literals) <= places)
    runs = []
    for meetings in filter(None, problem.meetings_of):
        busy = [model.new_bool_var("") for _ in range(problem.slots)]
        begins = [model.new_bool_var("") for _ in busy]
        for slot, literal in enumerate(busy):
            model.add(sum(at[meeting][slot] for meeting in meetings if slot in at[meeting]) == literal)
            model.add(begins[slot] >= literal - (busy[slot - 1] if slot else 0))
        model.add(sum(begins) <= fairness + 1)
        runs.append(sum(begins) - 1)
    model.minimize(sum(runs))
    for literals, slot in zip(at, _first_plan(problem), strict=False):
        for other, literal in literals.items():
            model.add_hint(literal, other == slot)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def by_rc2(problem: Problem, fairness: int) -> int | None:
    """RC2 on the clauses of the planner."""
    ordered = in_its_own_order(problem).problem
    possible = [most_breaks(ordered, person) for person in range(ordered.participants)]
    model = write_model(ordered, least=0, most=min(fairness, max(possible, default=0)))
    formula = WCNF()
    formula.extend(model.formula.clauses)
    formula.extend([[-each] for each in model.breaks], weights=[1] * len(model.breaks))
    with RC2(formula, solver=SOLVER) as solver:
        return None if solver.compute() is None else int(solver.cost)


RIVALS: dict[str, Solver] = {
    "RC2, plain clauses": solve_plainly,
    "RC2, these clauses": by_rc2,
    "clingo, usc": by_clingo,
    "CP-SAT, hints": by_cp_sat,
}


def _facts(problem: Problem) -> str:
    facts = [f"slot({slot}). places({slot},{places})." for slot, places in enumerate(problem.places)]
    facts += [f"person({person})." for person in range(problem.participants)]
    for number, (meeting, slots) in enumerate(zip(problem.meetings, allowed_slots(problem), strict=True)):
        facts.append(f"meeting({number}).")
        facts += [f"of({number},{person})." for person in meeting.people]
        facts += [f"open({number},{slot})." for slot in slots]
        facts += [f"after({number},{earlier})." for earlier in meeting.after]
    return "\n".join(facts)


def _first_plan(problem: Problem) -> tuple[int, ...]:
    board = first_board(problem, Random(0))  # noqa: S311 -- of plans, not of secrets
    return () if board is None else board.plan()
