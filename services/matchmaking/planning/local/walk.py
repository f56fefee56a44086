"""A board on its way to a better plan, in rows of numbers."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from services.matchmaking.planning.local.board import Board

KINDS = 3
"""Of slots to leave, with no, one or two busy neighbours: a run less, as many, one more. Of slots to take, from two."""
CHANGES = 2 * KINDS - 1
"""From two runs fewer to two runs more."""
SAME = KINDS - 1
"""Where no more and no fewer stands among them."""
DEEP = 2
"""So many chains are moved on trial, each to make good what the one before cost."""


class Walk(NamedTuple):
    """A board, and what is known of the agendas."""

    board: Board
    people: list[int]
    """Those who have meetings."""
    runs: list[int]
    """Of each participant."""
    losses: list[int]
    """For each number of runs, what each change of it costs."""
    kinds: list[int]
    """Of each participant, the slots that he may leave or take, in a row for each kind."""
    sizes: list[int]
    """How many there are of each kind."""
    moved: list[int]
    """The meetings of a chain."""
    trail: list[int]
    """Three for each chain on trial: who began it, and the slots that he left and took."""
    dice: list[int]
    """What is drawn next follows from it."""


Moves = Callable[[Walk, Sequence[float], int], None]
