"""Instances of the same family, made from one by a draw: forbidden slots, fixed meetings, precedences, other names.

The paper has such variants in the same shares; these are not its files, so that their optima are not its optima.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random

from services.matchmaking.planning.rules.problem import Meeting, Problem
from services.matchmaking.planning.rules.windows import allowed_slots

RENAMINGS = 5


SEED = 1
OTHER_FAIRNESS = (0, 1, 3)


def family_of(problem: Problem, kinds: Sequence[str] = ()) -> Iterator[tuple[str, int, int, Problem]]:
    """Yield kind, number, fairness and problem of all that is measured beside the instance itself."""
    if not kinds or "variants" in kinds:
        for number, (kind, variant) in enumerate(variants(problem, SEED)):
            yield kind, number, 2, variant
    if not kinds or "fairness" in kinds:
        for fairness in OTHER_FAIRNESS:
            yield f"fairness {fairness}", 0, fairness, problem
    if not kinds or "renamed" in kinds:
        for number, (kind, renamed) in enumerate(renamings(problem, SEED)):
            yield kind, number, 2, renamed


def variants(problem: Problem, seed: int) -> Iterator[tuple[str, Problem]]:
    """Yield six variants, each with its kind."""
    makers: tuple[tuple[str, Callable[[Problem, float, Random], Problem], float], ...] = (
        ("forbidden 0.3 %", forbid, 0.003),
        ("forbidden 0.7 %", forbid, 0.007),
        ("fixed 20 %", fix, 0.2),
        ("fixed 40 %", fix, 0.4),
        ("precedences 15 %", precede, 0.15),
        ("precedences 25 %", precede, 0.25),
    )
    for kind, make, share in makers:
        yield kind, make(problem, share, Random(f"{seed} {kind}"))  # noqa: S311 -- of instances, not of secrets


def renamings(problem: Problem, seed: int) -> Iterator[tuple[str, Problem]]:
    """Yield the same instance with its people and meetings in other orders."""
    for number in range(RENAMINGS):
        yield "renamed", rename(problem, Random(f"{seed} {number}"))  # noqa: S311 -- of names, not of secrets


def forbid(problem: Problem, share: float, draw: Random) -> Problem:
    """Let this share of all slots of all people be closed, beside those that are."""
    drawn = [{slot for slot in range(problem.slots) if draw.random() < share} for _ in problem.forbidden]
    return replace(problem, forbidden=tuple(old | new for old, new in zip(problem.forbidden, drawn, strict=True)))


def fix(problem: Problem, share: float, draw: Random) -> Problem:
    """Fix this share of meetings to slots that they may have and in which neither is to meet another yet."""
    windows = allowed_slots(problem)
    busy: set[tuple[int, int]] = set()
    meetings = list(problem.meetings)
    for number in draw.sample(range(len(meetings)), round(share * len(meetings))):
        people = meetings[number].people
        free = [slot for slot in windows[number] if not any((person, slot) in busy for person in people)]
        if free:
            slot = draw.choice(free)
            busy.update((person, slot) for person in people)
            meetings[number] = replace(meetings[number], fixed=slot)
    return replace(problem, meetings=tuple(meetings))


def precede(problem: Problem, share: float, draw: Random) -> Problem:
    """Let this share of meetings come after another of the same person, without circles."""
    order = list(range(len(problem.meetings)))
    draw.shuffle(order)
    rank = {number: place for place, number in enumerate(order)}
    meetings = list(problem.meetings)
    for number in draw.sample(order, round(share * len(order))):
        person = draw.choice(meetings[number].people)
        earlier = [other for other in problem.meetings_of[person] if rank[other] < rank[number]]
        if earlier:
            meetings[number] = replace(meetings[number], after=(draw.choice(earlier),))
    return replace(problem, meetings=tuple(meetings))


def rename(problem: Problem, draw: Random) -> Problem:
    """Give people and meetings other numbers."""
    person_of, place = list(range(problem.participants)), list(range(len(problem.meetings)))
    draw.shuffle(person_of)
    draw.shuffle(place)
    forbidden = dict(zip(person_of, problem.forbidden, strict=True))
    meetings: dict[int, Meeting] = {}
    for number, meeting in enumerate(problem.meetings):
        one, other = draw.sample([person_of[person] for person in meeting.people], 2)
        meetings[place[number]] = replace(
            meeting, people=(one, other), after=tuple(sorted(place[each] for each in meeting.after))
        )
    return replace(
        problem,
        meetings=tuple(meetings[number] for number in range(len(meetings))),
        forbidden=tuple(forbidden[person] for person in range(problem.participants)),
    )
