"""The proof that no plan has fewer breaks, for whoever trusts no solver: clauses (DIMACS), refutation (DRAT)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.matchmaking.planning.encoding.counters import sorted_sum
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.encoding.model import write_model
from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.incremental import loaded
from services.matchmaking.planning.rules.breaks import most_breaks
from services.matchmaking.planning.rules.order import in_its_own_order
from services.matchmaking.planning.rules.problem import Problem


@dataclass(frozen=True, slots=True)
class Proof:
    """One refutation: of all plans in which everybody has at least so many breaks."""

    clauses: Path
    refutation: Path


def write_proofs(problem: Problem, folder: Path, *, fairness: int, breaks: int | None) -> list[Proof]:
    """Write why no plan has fewer breaks, or why there is no plan at all; nothing where zero needs no proof."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = in_its_own_order(problem).problem
    return [
        _refuted(formula, folder / f"au-moins-{least}")
        for least, formula in _better_plans(ordered, fairness=fairness, breaks=breaks)
    ]


def _better_plans(problem: Problem, *, fairness: int, breaks: int | None) -> Iterator[tuple[int, Formula]]:
    """Write the clauses of better plans, for each least number of breaks that everybody may have in one."""
    possible = [most_breaks(problem, person) for person in range(problem.participants)]
    for least in range(min(possible, default=0) + 1):
        floor = least * problem.participants
        if breaks is not None and breaks <= floor:
            return
        model = write_model(problem, least=least, most=min(least + fairness, max(possible, default=0)))
        allowed = None if breaks is None else breaks - 1 - floor
        if allowed is not None and allowed < len(model.breaks):
            model.formula.add(-sorted_sum(model.formula, model.breaks, allowed + 1)[allowed])
        yield least, model.formula


def _refuted(formula: Formula, base: Path) -> Proof:
    proof = Proof(base.with_suffix(".cnf"), base.with_suffix(".drat"))
    with proof.clauses.open("w", encoding="ascii") as file:
        file.write(f"p cnf {formula.variables} {len(formula.clauses)}\n")
        file.writelines(f"{' '.join(map(str, clause))} 0\n" for clause in formula.clauses)
    with loaded(formula.clauses, seed=0, with_proof=True) as solver:
        if solver.solve():
            raise PlannerBroken("a plan was found that should not exist")
        steps = solver.get_proof()
    proof.refutation.write_text("".join(f"{step}\n" for step in steps), encoding="ascii")
    return proof
