"""A first plan for many meetings: the emptiest slot that suits, and where none does, somebody makes room."""

from random import Random

from services.matchmaking.planning.local.board import Board
from services.matchmaking.planning.rules.problem import Problem

PATIENCE = 40
"""Attempts a meeting, on average, before it is left to the solver."""


def first_board(problem: Problem, draw: Random) -> Board | None:
    """Place every meeting, breaks and fairness apart; nothing where that does not come about."""
    board = Board(problem)
    left = list(range(len(problem.meetings)))
    draw.shuffle(left)
    left.sort(key=lambda meeting: -len(board.windows[meeting]))
    for _ in range(PATIENCE * len(left)):
        if not left:
            return board
        _place_somehow(board, left, draw)
    return None if left else board


def _place_somehow(board: Board, left: list[int], draw: Random) -> None:
    """Place the last that is left; what has to leave for it is left then."""
    meeting = left.pop()
    ways = [(slot, board.in_the_way(meeting, slot, draw)) for slot in board.windows[meeting]]
    slot, leaving = min(ways, key=lambda way: (len(way[1]), board.load[way[0]], draw.random()))
    for other in leaving:
        board.remove(other)
    board.place(meeting, slot)
    left.extend(leaving)
    if leaving:
        draw.shuffle(left)
