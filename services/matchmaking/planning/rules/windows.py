"""The slots that each meeting may have, as far as they follow without search. Pure."""

from services.matchmaking.planning.rules.problem import Meeting, Problem

MANY = 40_000
"""Meetings times slots from where clauses cost more than they tell."""


def allowed_slots(problem: Problem) -> list[tuple[int, ...]]:
    """Return the slots of each meeting, in order: what session, people, a fixed slot and precedences leave."""
    windows = [_alone(problem, meeting) for meeting in problem.meetings]
    _narrow(problem, windows)
    return windows


def _alone(problem: Problem, meeting: Meeting) -> tuple[int, ...]:
    first = problem.morning if meeting.session == "afternoon" else 0
    last = problem.morning if meeting.session == "morning" else problem.slots
    taken = problem.forbidden[meeting.people[0]] | problem.forbidden[meeting.people[1]]
    return tuple(
        slot for slot in range(first, last) if slot not in taken and (meeting.fixed is None or slot == meeting.fixed)
    )


def _narrow(problem: Problem, windows: list[tuple[int, ...]]) -> None:
    """Take away what is too early or too late for a precedence, until nothing changes; a circle ends with no slot."""
    changed = True
    while changed:
        changed = False
        for later, meeting in enumerate(problem.meetings):
            for earlier in meeting.after:
                first, last = min(windows[earlier], default=problem.slots), max(windows[later], default=-1)
                kept = tuple(slot for slot in windows[later] if slot > first)
                left = tuple(slot for slot in windows[earlier] if slot < last)
                changed = changed or kept != windows[later] or left != windows[earlier]
                windows[later], windows[earlier] = kept, left


def is_too_large_to_prove(problem: Problem) -> bool:
    """Say whether only good plans are looked for."""
    return sum(map(len, allowed_slots(problem))) > MANY
