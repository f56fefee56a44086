"""One solver that is asked again and again for fewer breaks, and keeps what it has learned."""

from collections.abc import Sequence

from pysat.solvers import Solver

from services.matchmaking.planning.encoding.counters import sorted_sum
from services.matchmaking.planning.encoding.model import write_model
from services.matchmaking.planning.rules.problem import Plan, Problem

SOLVER = "cadical195"
TUNED = {"target": 2, "phase": 0, "walk": 0}
"""Finding a plan is most of the work: best phases of all restarts, not of the last alone, and at first nobody meets.

Local search in between, which changes phases, cost two or three times as many conflicts on the hardest instance."""
WIDTH = 16
"""So many breaks are counted at first; the double whenever that is not enough."""


class Incremental:
    """The plans of one problem in which everybody has from ``least`` to ``most`` breaks."""

    def __init__(self, problem: Problem, *, least: int, most: int, seed: int) -> None:
        """Write the clauses and read them into a solver."""
        self._model = write_model(problem, least=least, most=most)
        self._solver = loaded(self._model.formula.clauses, seed)
        self._total: list[int] = []

    def feasible(self, conflicts: int) -> bool | None:
        """Find any plan, or prove that there is none, or give up."""
        self._solver.conf_budget(conflicts)
        reached: bool | None = self._solver.solve_limited()
        return reached

    def at_most(self, breaks: int, conflicts: int) -> bool | None:
        """Find a plan with so many breaks beyond the least, or prove that there is none, or give up.

        What was proven once is a clause from then on.
        """
        if breaks >= len(self._model.breaks):
            return self.feasible(conflicts)
        self._count_up_to(breaks + 1)
        self._solver.conf_budget(conflicts)
        reached: bool | None = self._solver.solve_limited(assumptions=[-self._total[breaks]])
        if reached is False:
            self._solver.add_clause([self._total[breaks]])
        return reached

    def plan(self) -> Plan:
        """Return the plan that was found last."""
        return self._model.plan(self._solver.get_model())

    def _count_up_to(self, width: int) -> None:
        if width > len(self._total):
            formula = self._model.formula
            written = len(formula.clauses)
            self._total = sorted_sum(formula, self._model.breaks, max(width, WIDTH, 2 * len(self._total)))
            self._solver.append_formula(formula.clauses[written:])


def loaded(clauses: Sequence[Sequence[int]], seed: int, *, with_proof: bool = False) -> Solver:
    """Return a solver that has read these clauses."""
    solver = Solver(name=SOLVER, with_proof=with_proof)
    solver.configure({"seed": seed, **TUNED})
    solver.append_formula(clauses)
    return solver
