"""A plan that is being changed: who meets when, and how full each slot is."""

from services.matchmaking.planning.rules.problem import Plan, Problem
from services.matchmaking.planning.rules.windows import allowed_slots

NOBODY = -1


class Board:
    """Meetings in slots; it keeps people from meeting twice at a time, and the other rules where it is asked to."""

    def __init__(self, problem: Problem) -> None:
        """Begin without any meeting placed."""
        self.problem = problem
        self.slots = problem.slots
        self.people = [meeting.people for meeting in problem.meetings]
        self.windows = allowed_slots(problem)
        self.open = [sum(1 << slot for slot in slots) for slots in self.windows]
        """The slots that each meeting may have, as bits."""
        self.at = [[NOBODY] * problem.slots for _ in range(problem.participants)]
        self.busy = [0] * problem.participants
        """The slots in which each participant meets, as bits."""
        self.slot_of = [NOBODY] * len(problem.meetings)
        self.load = [0] * problem.slots
        self.here: list[set[int]] = [set() for _ in range(problem.slots)]
        """The meetings of each slot."""
        self._after: list[list[int]] = [list(meeting.after) for meeting in problem.meetings]
        self._before: list[list[int]] = [[] for _ in problem.meetings]
        for later, meeting in enumerate(problem.meetings):
            for earlier in meeting.after:
                self._before[earlier].append(later)
        self._has_precedences = any(self._after)

    @classmethod
    def of(cls, problem: Problem, plan: Plan) -> "Board":
        """Begin with a plan."""
        board = cls(problem)
        for meeting, slot in enumerate(plan):
            board.place(meeting, slot)
        return board

    def plan(self) -> Plan:
        """Return the plan as it stands."""
        return tuple(self.slot_of)

    def place(self, meeting: int, slot: int) -> None:
        """Give a meeting a slot in which both are free."""
        self.slot_of[meeting] = slot
        self.load[slot] += 1
        self.here[slot].add(meeting)
        for person in self.people[meeting]:
            self.at[person][slot] = meeting
            self.busy[person] |= 1 << slot

    def remove(self, meeting: int) -> None:
        """Take a meeting from its slot."""
        slot, self.slot_of[meeting] = self.slot_of[meeting], NOBODY
        self.load[slot] -= 1
        self.here[slot].discard(meeting)
        for person in self.people[meeting]:
            self.at[person][slot] = NOBODY
            self.busy[person] &= ~(1 << slot)

    def in_the_way(self, meeting: int, slot: int) -> set[int]:
        """Return which meetings would have to leave for this one to take a slot, its places apart."""
        blocking = {self.at[person][slot] for person in self.people[meeting]} - {NOBODY}
        if self._has_precedences:
            blocking.update(other for other in self._after[meeting] if self.slot_of[other] >= slot)
            blocking.update(other for other in self._before[meeting] if NOBODY < self.slot_of[other] <= slot)
        return blocking

    def crowding(self, slot: int) -> int:
        """Return how many meetings a slot has beyond its places, less than nothing where it has room."""
        return self.load[slot] - self.problem.places[slot]

    def is_full(self, slot: int) -> bool:
        """Say whether every place of a slot is taken."""
        return self.crowding(slot) >= 0

    def chain(self, person: int, slot: int, other: int) -> tuple[list[int], int] | None:
        """Follow who has to change when ``person``, who is free in ``other``, moves a meeting there from ``slot``.

        Return the meetings that change between the two slots and the last participant: only the two at the ends of the
        chain are busy in another slot afterwards. Nothing where a rule stands in the way.
        """
        moved: list[int] = []
        here, there = slot, other
        while (meeting := self.at[person][here]) != NOBODY:
            if not self.open[meeting] >> there & 1:
                return None
            moved.append(meeting)
            one, two = self.people[meeting]
            person = two if one == person else one
            here, there = there, here
        if len(moved) % 2 and self.is_full(other):
            return None
        if self._has_precedences and not self.is_kept_by_precedences(moved, slot, other):
            return None
        return moved, person

    def swap(self, moved: list[int], slot: int, other: int) -> None:
        """Let the meetings of a chain change between the two slots."""
        new = [other if self.slot_of[meeting] == slot else slot for meeting in moved]
        for meeting in moved:
            self.remove(meeting)
        for meeting, taken in zip(moved, new, strict=True):
            self.place(meeting, taken)

    def is_kept_by_precedences(self, moved: list[int], slot: int, other: int) -> bool:
        """Say whether what must be before still is, after these have changed between two slots."""
        for meeting in moved:
            if self._after[meeting] or self._before[meeting]:
                new = other if self.slot_of[meeting] == slot else slot
                for earlier in self._after[meeting]:
                    if self._then(earlier, moved, slot, other) >= new:
                        return False
                for later in self._before[meeting]:
                    if self._then(later, moved, slot, other) <= new:
                        return False
        return True

    def _then(self, meeting: int, moved: list[int], slot: int, other: int) -> int:
        at = self.slot_of[meeting]
        return at if meeting not in moved else (other if at == slot else slot)
