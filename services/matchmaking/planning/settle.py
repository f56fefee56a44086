"""Of all plans that are as good, one that changes fewest meetings; in the process that calls it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from services.matchmaking.planning.encoding.counters import sorted_sum
from services.matchmaking.planning.encoding.model import Model, write_model
from services.matchmaking.planning.incremental import loaded
from services.matchmaking.planning.progress import Progress
from services.matchmaking.planning.rules.breaks import breaks_by_person, most_breaks
from services.matchmaking.planning.rules.order import in_its_own_order
from services.matchmaking.planning.rules.problem import Plan, Problem

CONFLICTS = 50_000
"""For one question; then the best that was found is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """A plan, and the slots that its meetings had before: nothing for those that are new."""

    plan: Plan
    before: tuple[int | None, ...]


def changes(before: Sequence[int | None], plan: Plan) -> int:
    """Count the meetings that have another slot than before."""
    return sum(was is not None and was != slot for was, slot in zip(before, plan, strict=True))


def settle(problem: Problem, wanted: Settle, *, fairness: int, seed: int) -> Iterator[Progress]:
    """Yield plans with no more breaks and fewer changes; the bound is of the changes, and the last may be done."""
    ordered = in_its_own_order(problem)
    own = Settle(plan=ordered.own(wanted.plan), before=ordered.own(wanted.before))
    for found in _settled(ordered.problem, own, fairness=fairness, seed=seed):
        yield found if found.plan is None else replace(found, plan=ordered.as_given(found.plan))


def _settled(problem: Problem, wanted: Settle, *, fairness: int, seed: int) -> Iterator[Progress]:
    allowed = sum(breaks_by_person(problem, wanted.plan))
    best, plan = changes(wanted.before, wanted.plan), wanted.plan
    possible = [most_breaks(problem, person) for person in range(problem.participants)]
    bounds = []
    for least in range(min(possible, default=0) + 1):
        floor = least * problem.participants
        if floor > allowed:
            break
        level = _Level(
            write_model(problem, least=least, most=min(least + fairness, max(possible, default=0)), apart=True),
            wanted,
            breaks=allowed - floor,
            changes=best,
            seed=seed,
        )
        while level.bound < best:
            reached = level.at_most((level.bound + best - 1) // 2)
            if reached is None:
                break
            if reached:
                plan = level.plan()
                best = changes(wanted.before, plan)
                yield Progress(plan=plan, breaks=sum(breaks_by_person(problem, plan)), bound=level.bound)
        bounds.append(level.bound)
    bound = min([*bounds, best])
    yield Progress(plan=plan, breaks=sum(breaks_by_person(problem, plan)), bound=bound, done=bound == best)


class _Level:
    """The plans with few enough breaks in which everybody has at least so many."""

    def __init__(self, model: Model, wanted: Settle, *, breaks: int, changes: int, seed: int) -> None:
        formula = model.formula
        if breaks < len(model.breaks):
            formula.add(-sorted_sum(formula, model.breaks, breaks + 1)[breaks])
        stays = [
            (literals.get(was), was) for literals, was in zip(model.at, wanted.before, strict=True) if was is not None
        ]
        self.bound = sum(literal is None for literal, _ in stays)
        """No plan here changes fewer meetings; at first those that cannot have their slot any more."""
        self._must = self.bound
        moved = [-literal for literal, _ in stays if literal is not None]
        self._moved = sorted_sum(formula, moved, changes + 1)
        self._model = model
        self._solver = loaded(formula.clauses, seed)
        self._solver.set_phases([-literal for literal in moved])

    def at_most(self, changes: int) -> bool | None:
        """Ask for a plan with so few changes; what is refuted raises the bound."""
        within = changes - self._must
        self._solver.conf_budget(CONFLICTS)
        reached: bool | None = self._solver.solve_limited(
            assumptions=[-each for each in self._moved[within : within + 1]]
        )
        if reached is False:
            self.bound = changes + 1
        return reached

    def plan(self) -> Plan:
        return self._model.plan(self._solver.get_model())
