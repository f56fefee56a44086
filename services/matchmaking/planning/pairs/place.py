"""From pairs to meetings that need a slot each. Pure."""

from collections.abc import Sequence

from services.matchmaking.planning.pairs.wishes import Pair, Room, Wishes
from services.matchmaking.planning.rules.problem import Meeting, Problem
from services.matchmaking.planning.rules.shortages import Shortage, find_shortage
from services.matchmaking.planning.rules.windows import allowed_slots


def meetings_of(wishes: Wishes, pairs: Sequence[Pair]) -> Problem:
    """Write the problem of placing these pairs."""
    fixed = {kept.pair: kept.slot for kept in wishes.kept}
    return Problem(
        participants=len(wishes.participants),
        places=wishes.places,
        slots=wishes.slots,
        morning=wishes.morning,
        meetings=tuple(Meeting(people=pair, fixed=fixed.get(pair)) for pair in pairs),
        forbidden=tuple(each.absent for each in wishes.participants),
    )


def tight_rooms(wishes: Wishes, pairs: Sequence[Pair]) -> set[Room]:
    """Return which pairs, of all that may be chosen, share too few slots: what this choice did not heed."""
    problem = meetings_of(wishes, pairs)
    windows = allowed_slots(problem)
    shortages: list[tuple[Shortage, int | None]] = []
    for person, meetings in enumerate(problem.meetings_of):
        if shortage := find_shortage(windows, meetings, [1] * wishes.slots):
            shortages.append((shortage, person))
    if not shortages and (shortage := find_shortage(windows, range(len(pairs)), wishes.places)):
        shortages.append((shortage, None))
    return {_room(wishes, shortage, person) for shortage, person in shortages}


def _room(wishes: Wishes, shortage: Shortage, person: int | None) -> Room:
    slots = set(shortage.slots)
    fixed = {kept.pair: {kept.slot} for kept in wishes.kept if kept.slot is not None}
    within = frozenset(
        pair
        for pair in wishes.values
        if (person is None or person in pair) and fixed.get(pair, set(wishes.common_slots(pair))) <= slots
    )
    most = sum(wishes.places[slot] for slot in slots) if person is None else len(slots)
    return Room(within, most)
