"""Counting in clauses."""

from collections.abc import Sequence

from services.matchmaking.planning.encoding.formula import Formula


def at_most(formula: Formula, literals: Sequence[int], most: int) -> None:
    """Let at most so many be true: a sequential counter."""
    if most >= len(literals):
        return
    row: list[int] = []
    """``row[j]``: at least j + 1 of those so far."""
    for literal in literals:
        if len(row) == most:
            formula.add(-literal, -(row[-1] if row else formula.true))
        longer: list[int] = [formula.new() for _ in range(min(len(row) + 1, most))]
        for count, reached in enumerate(longer):
            if count < len(row):
                formula.add(-row[count], reached)
            formula.add(-literal, *([-row[count - 1]] if count else []), reached)
        row = longer


def sorted_sum(formula: Formula, literals: Sequence[int], most: int) -> list[int]:
    """Return literals in order, the j-th true where at least j + 1 of these are: a totalizer, up to ``most``.

    Not the other way round: clauses for that would only slow the search down.
    """
    if len(literals) <= 1:
        return list(literals)
    half = len(literals) // 2
    left, right = sorted_sum(formula, literals[:half], most), sorted_sum(formula, literals[half:], most)
    total = [formula.new() for _ in range(min(len(left) + len(right), most))]
    for reached, literal in enumerate(total, start=1):
        for ones in range(max(0, reached - len(right)), min(reached, len(left)) + 1):
            parts = [row[count - 1] for row, count in ((left, ones), (right, reached - ones)) if count]
            formula.add(*(-each for each in parts), literal)
    return total
