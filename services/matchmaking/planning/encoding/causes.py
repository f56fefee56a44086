"""The hard rules alone, each under a literal that switches it on: which of them cannot hold together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from services.matchmaking.planning.encoding.counters import sorted_sum
from services.matchmaking.planning.encoding.formula import Formula
from services.matchmaking.planning.rules.problem import Problem


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """One rule: of a participant, of a meeting, of all places."""

    kind: Literal["participant", "fixed", "session", "after", "places"]
    number: int = 0
    other: int = 0


def write_causes(problem: Problem) -> tuple[Formula, dict[int, Cause]]:
    """Write each rule so that it holds where its literal is true."""
    formula = Formula()
    causes: dict[int, Cause] = {}

    def switch(cause: Cause) -> int:
        literal = formula.new()
        causes[literal] = cause
        return literal

    at = [[formula.new() for _ in range(problem.slots)] for _ in problem.meetings]
    for literals in at:
        formula.add(*literals)
        formula.at_most_one(literals)
    for person, meetings in enumerate(problem.meetings_of):
        if meetings:
            _write_participant(formula, problem, at, person, switch(Cause("participant", person)))
    for number in range(len(problem.meetings)):
        _write_meeting(formula, problem, at, number, switch)
    if min(problem.places, default=0) < len(problem.meetings):
        on = switch(Cause("places"))
        for slot in range(problem.slots):
            places = problem.places[slot]
            total = sorted_sum(formula, [literals[slot] for literals in at], places + 1)
            formula.add(-on, *(-literal for literal in total[places : places + 1]))
    return formula, causes


def _write_meeting(
    formula: Formula, problem: Problem, at: list[list[int]], number: int, switch: Callable[[Cause], int]
) -> None:
    meeting = problem.meetings[number]
    if meeting.fixed is not None:
        formula.add(-switch(Cause("fixed", number)), at[number][meeting.fixed])
    if meeting.session != "any":
        half = slice(0, problem.morning) if meeting.session == "morning" else slice(problem.morning, None)
        formula.add(-switch(Cause("session", number)), *at[number][half])
    for earlier in meeting.after:
        on = switch(Cause("after", number, earlier))
        for slot, literal in enumerate(at[number]):
            formula.add(-on, -literal, *at[earlier][:slot])


def _write_participant(formula: Formula, problem: Problem, at: list[list[int]], person: int, on: int) -> None:
    meetings = problem.meetings_of[person]
    for slot in range(problem.slots):
        here = [at[meeting][slot] for meeting in meetings]
        if slot in problem.forbidden[person]:
            for literal in here:
                formula.add(-on, -literal)
        else:
            for place, literal in enumerate(here):
                for other in here[:place]:
                    formula.add(-on, -literal, -other)
