"""The breaks of each participant, as literals of which the fewest are to be true."""

from services.matchmaking.planning.encoding.agenda import Agenda
from services.matchmaking.planning.encoding.formula import Formula


def write_breaks(formula: Formula, agenda: Agenda, least: int, most: int) -> list[int]:
    """Return literals, the j-th true where he has at least j + 1 breaks, and forbid what is not from least to most."""
    slots = range(2, len(agenda.busy)) if agenda.meetings > 1 else range(0)
    ends = [_ends(formula, agenda, slot, two_way=least > 0) for slot in slots]
    levels = _levels(formula, ends, most, two_way=least > 0)
    if len(levels) < least:
        formula.add()
    for level in levels[:least]:
        formula.add(level)
    if agenda.meetings > 1:
        _write_implied(formula, agenda, levels[0] if levels else -formula.true)
    return levels


def _ends(formula: Formula, agenda: Agenda, slot: int, *, two_way: bool) -> int:
    """Return what is true where a break ends as this slot begins, and false elsewhere if that is asked for."""
    return formula.all_of((agenda.busy[slot], -agenda.busy[slot - 1], agenda.met[slot][1]), two_way=two_way)


def _levels(formula: Formula, ends: list[int], most: int, *, two_way: bool) -> list[int]:
    row: list[int] = []
    for end in ends:
        if end == -formula.true:
            continue
        longer = [formula.new() for _ in range(min(len(row) + 1, most))]
        for count, reached in enumerate(longer):
            before = row[count] if count < len(row) else -formula.true
            fewer = row[count - 1] if count else formula.true
            formula.add(-before, reached)
            formula.add(-end, -fewer, reached)
            formula.add(-reached, fewer)
            if two_way:
                formula.add(-reached, before, end)
        if len(row) == most:
            formula.add(-end, -(row[-1] if row else formula.true))
        row = longer
    return row


def _write_implied(formula: Formula, agenda: Agenda, broken: int) -> None:
    """Say sooner what follows anyway: idle between two meetings is a break; without one the meetings are a run."""
    meetings, met = agenda.meetings, agenda.met
    slots = len(agenda.busy)
    for slot in range(slots):
        formula.add(-met[slot][1], agenda.busy[slot], met[slot + 1][meetings], broken)
        for count in range(2, meetings + 1):
            formula.add(broken, -met[slot + 1][1], met[min(slot + count, slots)][count])
