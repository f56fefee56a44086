"""Chooses pairs: a matching of greatest value in which everybody has several partners, solved by HiGHS.

It waits for the solver, and so it runs in a process of its own (``child.py``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from services.matchmaking.planning.errors import PlannerBroken
from services.matchmaking.planning.pairs.wishes import Pair, Room, Wishes

CERTAIN = 1e-6
"""Values are whole numbers; so much more or less is the arithmetic's."""
SOLVED = {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The pairs that are to meet, what they are worth, and who has fewer meetings than he was to have."""

    pairs: tuple[Pair, ...]
    value: int
    bound: int
    """No choice that leaves as few meetings missing is worth more."""
    missing: tuple[int, ...]
    """For each participant."""


def choose(
    wishes: Wishes, *, seconds: float, seed: int = 0, slack: int = 0, rooms: Iterable[Room] = ()
) -> Choice | None:
    """Return the pairs of greatest value among those that leave the fewest meetings missing, if there is time for any.

    Vetoes and caps hold in any case; the minimum for everybody as far as it can.
    """
    if not wishes.values:
        return Choice(pairs=(), value=0, bound=0, missing=tuple(map(wishes.least_of, range(len(wishes.participants)))))
    model = _Model(wishes, seed=seed, slack=slack, rooms=rooms)
    fewest = model.fewest_missing(seconds / 2)
    if fewest is None:
        return None
    return model.best(fewest, seconds / 2)


class _Model:
    """One column a pair that may be chosen, then one a participant: how many meetings he lacks."""

    def __init__(self, wishes: Wishes, *, seed: int, slack: int, rooms: Iterable[Room]) -> None:
        self._wishes = wishes
        self._pairs: Sequence[Pair] = list(wishes.values)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("random_seed", seed), ("threads", 1), ("mip_rel_gap", 0.0)):
            self._solver.setOptionValue(name, value)
        kept = {each.pair for each in wishes.kept}
        for column, pair in enumerate(self._pairs):
            self._solver.addVar(float(pair in kept), 1.0)
            self._solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for person in range(len(wishes.participants)):
            self._solver.addVar(0.0, float(wishes.least_of(person)))
        columns_of: list[list[int]] = [[] for _ in wishes.participants]
        for column, pair in enumerate(self._pairs):
            for person in pair:
                columns_of[person].append(column)
        for person, columns in enumerate(columns_of):
            self._write_person(person, columns, slack)
        column_of = {pair: column for column, pair in enumerate(self._pairs)}
        self._write([*column_of.values()], most=max(sum(wishes.places), len(kept)))
        for room in rooms:
            self._write([column_of[pair] for pair in room.pairs], most=max(room.most, len(room.pairs & kept)))

    def fewest_missing(self, seconds: float) -> int | None:
        """Return how many meetings are missing at least, of all who were to have more."""
        self._weigh([0] * len(self._pairs), missing=1)
        if not self._solve(seconds, highspy.ObjSense.kMinimize):
            return None
        return round(self._solver.getInfo().objective_function_value)

    def best(self, missing: int, seconds: float) -> Choice:
        """Return the choice of greatest value with so many missing; the last one found where time is over."""
        people = len(self._wishes.participants)
        self._write([len(self._pairs) + person for person in range(people)], most=missing)
        # A point weighs more than all earlier pairs together.
        point = len(self._wishes.before) + 1
        self._weigh(
            [value * point + (pair in self._wishes.before) for pair, value in self._wishes.values.items()], missing=0
        )
        self._solver.setSolution(self._solver.getSolution())
        self._solve(seconds, highspy.ObjSense.kMaximize)
        taken = self._solver.getSolution().col_value
        pairs = tuple(pair for column, pair in enumerate(self._pairs) if round(taken[column]))
        met = [sum(person in pair for pair in pairs) for person in range(people)]
        return Choice(
            pairs=pairs,
            value=sum(self._wishes.values[pair] for pair in pairs),
            bound=int(min(self._solver.getInfo().mip_dual_bound / point, sum(self._wishes.values.values())) + CERTAIN),
            missing=tuple(max(0, self._wishes.least_of(person) - count) for person, count in enumerate(met)),
        )

    def _write_person(self, person: int, own: Sequence[int], slack: int) -> None:
        self._write(own, most=self._wishes.most_of(person, slack))
        self._write([*own, len(self._pairs) + person], least=self._wishes.least_of(person))
        for kind in self._wishes.participants[person].most_with:
            met = [self._wishes.participants[self._wishes.other_of(self._pairs[column], person)] for column in own]
            of_kind = [column for column, each in zip(own, met, strict=True) if each.kind == kind]
            self._write(of_kind, most=self._wishes.most_with(person, kind))

    def _write(self, columns: Sequence[int], *, least: int | None = None, most: int | None = None) -> None:
        self._solver.addRow(
            -highspy.kHighsInf if least is None else float(least),
            highspy.kHighsInf if most is None else float(most),
            len(columns),
            np.array(columns, dtype=np.int32),
            np.ones(len(columns)),
        )

    def _weigh(self, pairs: Sequence[int], *, missing: int) -> None:
        for column, value in enumerate([*pairs, *[missing] * len(self._wishes.participants)]):
            self._solver.changeColCost(column, float(value))

    def _solve(self, seconds: float, sense: highspy.ObjSense) -> bool:
        """Say whether a choice was found in time."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + seconds)
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status not in SOLVED:
            raise PlannerBroken(f"HiGHS ended with {self._solver.modelStatusToString(status)}")
        return bool(self._solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible)
