"""A first plan for many meetings: the emptiest slot that suits, and where none does, somebody makes room."""

from random import Random

from services.matchmaking.planning.local.board import NOBODY, Board
from services.matchmaking.planning.local.chains import follow, turn
from services.matchmaking.planning.rules.problem import Problem

PATIENCE = 40
"""Attempts a meeting, on average, before it is left to the solver."""


def first_board(problem: Problem, draw: Random) -> Board | None:
    """Place every meeting, breaks and fairness apart; nothing where that does not come about."""
    board = Board.of(problem)
    left = list(range(len(problem.meetings)))
    draw.shuffle(left)
    left.sort(key=lambda meeting: -len(board.slots_of(meeting)))
    for _ in range(PATIENCE * len(left)):
        if not left:
            break
        _place_somehow(board, left, draw)
    return None if left or not _balance(board) else board


def _place_somehow(board: Board, left: list[int], draw: Random) -> None:
    """Place the last that is left, whatever places there are; what has to leave for it is left then."""
    meeting = left.pop()
    ways = [(slot, board.in_the_way(meeting, slot)) for slot in board.slots_of(meeting)]
    slot, leaving = min(ways, key=lambda way: (len(way[1]), -board.room[way[0]], draw.random()))
    for other in sorted(leaving):
        board.remove(other)
    board.place(meeting, slot)
    left.extend(sorted(leaving))
    if leaving:
        draw.shuffle(left)


def _balance(board: Board) -> bool:
    """Let meetings change from slots that have more than their places to slots that have room."""
    for slot in range(board.slots):
        while board.room[slot] < 0:
            if not _lighten(board, slot):
                return False
    return True


def _lighten(board: Board, slot: int) -> bool:
    """Find a chain that has one meeting more here than there: without windows there always is one."""
    moved = [NOBODY] * len(board.slot_of)
    here = [meeting for meeting, at in enumerate(board.slot_of) if at == slot]
    for other in sorted(range(board.slots), key=lambda other: -board.room[other]):
        if board.room[other] <= 0:
            return False
        for meeting in here:
            for person, place in zip(board.two(meeting), board.places_of(meeting, other), strict=True):
                if board.at[place] == NOBODY:
                    count, _ = follow(board, person, slot, other, moved)
                    if count % 2 == 1 and turn(board, moved, count, slot, other):
                        return True
    return False
