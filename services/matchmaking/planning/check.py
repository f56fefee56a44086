"""Is a plan what it must be. Shares no code with the search: it counts by itself, from what was asked alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.matchmaking.planning.rules.problem import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """What a plan is worth, and what is wrong with it, in French."""

    breaks: int
    fairness: int
    """The difference between who has most breaks and who has fewest."""
    faults: tuple[str, ...]


def check(problem: Problem, plan: Sequence[int], *, fairness: int) -> Checked:
    """Look at every rule; without a slot that exists for each meeting nothing can be counted."""
    if len(plan) != len(problem.meetings):
        return Checked(0, 0, (f"Le plan a {len(plan)} créneaux pour {len(problem.meetings)} rendez-vous.",))
    strange = [number for number, slot in enumerate(plan) if not 0 <= slot < problem.slots]
    if strange:
        return Checked(0, 0, tuple(f"Le rendez-vous {number + 1} n’a pas de créneau qui existe." for number in strange))
    breaks = _breaks(problem, plan)
    spread = max(breaks) - min(breaks) if breaks else 0
    faults = [*_faults_of_slots(problem, plan), *_faults_of_meetings(problem, plan)]
    if spread > fairness:
        faults.append(f"Les nombres de trous diffèrent de {spread}, plus que {fairness}.")
    return Checked(sum(breaks), spread, tuple(faults))


def _faults_of_slots(problem: Problem, plan: Sequence[int]) -> Iterator[str]:
    for slot, count in sorted(Counter(plan).items()):
        if count > problem.places[slot]:
            yield f"Le créneau {slot + 1} a {count} rendez-vous pour {problem.places[slot]} places."
    held = Counter(
        (person, slot) for meeting, slot in zip(problem.meetings, plan, strict=True) for person in meeting.people
    )
    for (person, slot), count in sorted(held.items()):
        if count > 1:
            yield f"Le participant {person + 1} a {count} rendez-vous au créneau {slot + 1}."
        if slot in problem.forbidden[person]:
            yield f"Le participant {person + 1} ne peut pas venir au créneau {slot + 1}."


def _faults_of_meetings(problem: Problem, plan: Sequence[int]) -> Iterator[str]:
    for number, (meeting, slot) in enumerate(zip(problem.meetings, plan, strict=True), start=1):
        if meeting.fixed is not None and slot != meeting.fixed:
            yield f"Le rendez-vous {number} est fixé au créneau {meeting.fixed + 1} et se trouve au {slot + 1}."
        if meeting.session == "morning" and slot >= problem.morning:
            yield f"Le rendez-vous {number} doit se tenir le matin et se trouve au créneau {slot + 1}."
        if meeting.session == "afternoon" and slot < problem.morning:
            yield f"Le rendez-vous {number} doit se tenir l’après-midi et se trouve au créneau {slot + 1}."
        for earlier in meeting.after:
            if plan[earlier] >= slot:
                yield f"Le rendez-vous {number} doit suivre le {earlier + 1} et ne le suit pas."


def _breaks(problem: Problem, plan: Sequence[int]) -> list[int]:
    """Walk through the slots of each participant and count where idling ended."""
    busy: dict[int, set[int]] = defaultdict(set)
    for meeting, slot in zip(problem.meetings, plan, strict=True):
        for person in meeting.people:
            busy[person].add(slot)
    found = []
    for person in range(problem.participants):
        count, begun, idle = 0, False, False
        for slot in range(problem.slots):
            if slot in busy[person]:
                count += begun and idle
                begun, idle = True, False
            else:
                idle = True
        found.append(count)
    return found
