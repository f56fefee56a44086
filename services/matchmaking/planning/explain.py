"""Why there is no plan, where counting does not tell: a small set of rules that cannot hold together."""

from pysat.solvers import Solver

from services.matchmaking.planning.encoding.causes import Cause, write_causes
from services.matchmaking.planning.incremental import loaded
from services.matchmaking.planning.rules.problem import Problem
from services.matchmaking.planning.rules.words import numbers
from shared.french.typography import grouped, listed

PATIENCE = 40_000
"""Conflicts until a reason is no longer looked for, or made smaller."""
PATIENCE_EACH = 2_000
"""Conflicts to see that one rule can be left out; it stays where that is not clear."""
FAIRNESS = (
    "Tous les rendez-vous ont un créneau possible, mais aucun plan ne tient l’écart de {} entre les nombres de trous."
)
NOT_FOUND = "Toutes les possibilités sont réfutées, sans qu’un petit nombre de règles l’explique."


def explain(problem: Problem, *, fairness: int, seed: int) -> str:
    """Return the reason in a sentence: which rules, or that only the fairness asked for stands in the way."""
    formula, causes = write_causes(problem)
    solver = loaded(formula.clauses, seed)
    solver.conf_budget(PATIENCE)
    reached: bool | None = solver.solve_limited(assumptions=list(causes))
    if reached is None:
        return NOT_FOUND
    if reached:
        return FAIRNESS.format(fairness)
    core = _smallest(solver, list(solver.get_core() or ()))
    return f"Ne tiennent pas ensemble : {listed(_in_words(problem, sorted(causes[literal] for literal in core)))}."


def _smallest(solver: Solver, core: list[int]) -> list[int]:
    """Leave out one rule after the other for as long as the rest is still refuted."""
    needed: list[int] = []
    while core and solver.accum_stats()["conflicts"] < PATIENCE:
        left_out = core.pop()
        solver.conf_budget(PATIENCE_EACH)
        if solver.solve_limited(assumptions=[*needed, *core]) is False:
            still = set(solver.get_core() or ())
            core = [literal for literal in core if literal in still]
        else:
            needed.append(left_out)
    return [*needed, *core]


def _in_words(problem: Problem, causes: list[Cause]) -> list[str]:
    return [_said(problem, cause) for cause in causes]


def _said(problem: Problem, cause: Cause) -> str:
    number = cause.number + 1
    match cause.kind:
        case "participant":
            closed = tuple(sorted(problem.forbidden[cause.number]))
            absent = (
                f", absent {'au créneau' if len(closed) == 1 else 'aux créneaux'} {numbers(closed)}" if closed else ""
            )
            return f"le participant {number} ({grouped(len(problem.meetings_of[cause.number]))} rendez-vous{absent})"
        case "fixed":
            return f"le rendez-vous {number} fixé au créneau {(problem.meetings[cause.number].fixed or 0) + 1}"
        case "session":
            half = "du matin" if problem.meetings[cause.number].session == "morning" else "de l’après-midi"
            return f"le rendez-vous {number} {half}"
        case "after":
            return f"le rendez-vous {number} après le {cause.other + 1}"
        case "places":
            return _places(problem)


def _places(problem: Problem) -> str:
    numbers_of_places = sorted(set(problem.places))
    return f"les {listed(list(map(grouped, numbers_of_places)), 'ou')} places de chaque créneau"
