"""A plan that is being changed: who meets when, and how much room each slot has.

It is kept in rows of numbers, one after the other, so that the same functions can be interpreted and compiled.
"""

from itertools import chain
from typing import NamedTuple

from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.windows import allowed_slots

NOBODY = -1


class Board(NamedTuple):
    """Meetings in slots; it keeps people from meeting twice at a time, and the other rules where it is asked to."""

    slots: int
    people: list[int]
    """Two for each meeting."""
    allowed: list[bool]
    """Of each meeting, for each slot."""
    at: list[int]
    """Of each participant, the meeting of each slot; after the last slot nobody meets."""
    free: list[bool]
    """Of each participant, in the same places, whether any of his meetings may be there."""
    slot_of: list[int]
    room: list[int]
    """Of each slot: places that are left, less than nothing where it has more meetings than places."""
    first_order: list[int]
    """Of each meeting, the place of its first precedence; that of the next meeting is where they end."""
    orders: list[int]
    """Two meetings for each precedence of a meeting: the earlier, and the later."""

    @classmethod
    def of(cls, problem: Problem, plan: Plan = ()) -> "Board":
        """Begin with a plan, or without any meeting placed."""
        windows = allowed_slots(problem)
        orders: list[list[int]] = [[] for _ in problem.meetings]
        for later, meeting in enumerate(problem.meetings):
            for earlier in meeting.after:
                orders[earlier] += earlier, later
                orders[later] += earlier, later
        first_order = [0]
        for each in orders:
            first_order.append(first_order[-1] + len(each) // 2)
        width = problem.slots + 1
        free = [False] * (width * problem.participants)
        for meeting, slots in zip(problem.meetings, windows, strict=True):
            for person in meeting.people:
                for slot in slots:
                    free[person * width + slot] = True
        board = cls(
            slots=problem.slots,
            people=[person for meeting in problem.meetings for person in meeting.people],
            allowed=[slot in slots for slots in windows for slot in range(problem.slots)],
            at=[NOBODY] * len(free),
            free=free,
            slot_of=[NOBODY] * len(problem.meetings),
            room=list(problem.places),
            first_order=first_order,
            orders=list(chain.from_iterable(orders)),
        )
        for number, slot in enumerate(plan):
            board.place(number, slot)
        return board

    def plan(self) -> Plan:
        """Return the plan as it stands."""
        return tuple(map(int, self.slot_of))

    def two(self, meeting: int) -> tuple[int, int]:
        """Return who is to meet."""
        return self.people[2 * meeting], self.people[2 * meeting + 1]

    def slots_of(self, meeting: int) -> list[int]:
        """Return the slots that a meeting may have."""
        row = meeting * self.slots
        return [slot for slot in range(self.slots) if self.allowed[row + slot]]

    def places_of(self, meeting: int, slot: int) -> tuple[int, int]:
        """Return where it is written whether both meet somebody at this slot."""
        one, other = self.two(meeting)
        return one * (self.slots + 1) + slot, other * (self.slots + 1) + slot

    def place(self, meeting: int, slot: int) -> None:
        """Give a meeting a slot in which both are free."""
        self.slot_of[meeting] = slot
        self.room[slot] -= 1
        for place in self.places_of(meeting, slot):
            self.at[place] = meeting

    def remove(self, meeting: int) -> None:
        """Take a meeting from its slot."""
        slot, self.slot_of[meeting] = self.slot_of[meeting], NOBODY
        self.room[slot] += 1
        for place in self.places_of(meeting, slot):
            self.at[place] = NOBODY

    def in_the_way(self, meeting: int, slot: int) -> set[int]:
        """Return which meetings would have to leave for this one to take a slot, its places apart."""
        blocking = {self.at[place] for place in self.places_of(meeting, slot)} - {NOBODY}
        for order in range(self.first_order[meeting], self.first_order[meeting + 1]):
            earlier, later = self.orders[2 * order], self.orders[2 * order + 1]
            if later == meeting and self.slot_of[earlier] >= slot:
                blocking.add(earlier)
            if earlier == meeting and NOBODY < self.slot_of[later] <= slot:
                blocking.add(later)
        return blocking
