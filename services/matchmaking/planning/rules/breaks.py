"""Counts breaks. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from services.matchmaking.planning.rules.problem import Plan, Problem


def breaks_of(slots: Sequence[int]) -> int:
    """Count the runs of idle slots between the first and the last of these."""
    return sum(after - before > 1 for before, after in pairwise(sorted(slots)))


def breaks_by_person(problem: Problem, plan: Plan) -> list[int]:
    """Count the breaks of each participant."""
    return [breaks_of([plan[meeting] for meeting in meetings]) for meetings in problem.meetings_of]


def most_breaks(problem: Problem, person: int) -> int:
    """Return how many breaks a participant can have at all."""
    meetings = len(problem.meetings_of[person])
    return max(0, min(meetings - 1, problem.slots - meetings))
