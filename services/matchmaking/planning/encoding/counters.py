"""Counting in clauses."""

from collections.abc import Sequence

from services.matchmaking.planning.encoding.formula import Formula


def exactly(formula: Formula, literals: Sequence[int], count: int) -> None:
    """Let exactly so many be true."""
    if count == 1:
        formula.add(*literals)
        formula.at_most_one(literals)
    elif count > len(literals):
        formula.add()
    else:
        count_up(formula, literals, [(0, len(literals) - 1)] * count)


def count_up(formula: Formula, literals: Sequence[int], windows: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return literals of at least j true ones among the first i, and let as many be true as there are windows.

    Each of them has its own first and last place. What must be over, and what cannot have begun, bounds the count at
    every place: at lunch, above all.
    """
    rows = [[formula.true] + [-formula.true] * len(windows)]
    free = [literal != -formula.true for literal in literals]
    for place, literal in enumerate(literals):
        least = max(sum(last <= place for _, last in windows), len(windows) - sum(free[place + 1 :]))
        most = min(sum(first <= place for first, _ in windows), sum(free[: place + 1]))
        row = [formula.true]
        formula.add(-literal, -rows[-1][-1])
        for count in range(1, len(windows) + 1):
            reached = formula.true if count <= least else -formula.true if count > most else formula.new()
            before, fewer = rows[-1][count], rows[-1][count - 1]
            formula.add(-before, reached)
            formula.add(-literal, -fewer, reached)
            formula.add(-reached, before, literal)
            formula.add(-reached, fewer)
            row.append(reached)
        rows.append(row)
    return rows


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
