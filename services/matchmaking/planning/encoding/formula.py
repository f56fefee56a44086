"""Clauses, and the few shapes that they are written in."""

from collections.abc import Iterable, Sequence
from itertools import combinations


class Formula:
    """Clauses over numbered variables. The first variable is true, so that constants need no cases of their own."""

    def __init__(self) -> None:
        self.variables = 1
        self.true = 1
        self.clauses: list[list[int]] = [[1]]

    def new(self) -> int:
        """Return a new variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """Add a clause; what is true drops it, what is false drops out of it."""
        if self.true in literals:
            return
        known = list(literals)
        while -self.true in known:
            known.remove(-self.true)
        self.clauses.append(known)

    def any_of(self, literals: Sequence[int]) -> int:
        """Return a literal that is true exactly where one of these is."""
        known = [literal for literal in literals if literal != -self.true]
        if self.true in known:
            return self.true
        if len(known) <= 1:
            return known[0] if known else -self.true
        found = self.new()
        for literal in known:
            self.add(-literal, found)
        self.add(-found, *known)
        return found

    def all_of(self, literals: Sequence[int], *, two_way: bool) -> int:
        """Return a literal that is true where all of these are, and nowhere else where that is needed."""
        if -self.true in literals:
            return -self.true
        known = [literal for literal in literals if literal != self.true]
        if len(known) <= 1:
            return known[0] if known else self.true
        found = self.new()
        self.add(found, *(-literal for literal in known))
        if two_way:
            for literal in known:
                self.add(-found, literal)
        return found

    def at_most_one(self, variables: Iterable[int]) -> None:
        """Forbid each pair: most of all clauses, and no constants among them."""
        self.clauses.extend([-one, -other] for one, other in combinations(variables, 2))
