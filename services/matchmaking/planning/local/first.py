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
            break
        _place_somehow(board, left, draw)
    return None if left or not _balance(board) else board


def _place_somehow(board: Board, left: list[int], draw: Random) -> None:
    """Place the last that is left, whatever places there are; what has to leave for it is left then."""
    meeting = left.pop()
    ways = [(slot, board.in_the_way(meeting, slot)) for slot in board.windows[meeting]]
    slot, leaving = min(ways, key=lambda way: (len(way[1]), board.crowding(way[0]), draw.random()))
    for other in sorted(leaving):
        board.remove(other)
    board.place(meeting, slot)
    left.extend(sorted(leaving))
    if leaving:
        draw.shuffle(left)


def _balance(board: Board) -> bool:
    """Let meetings change from slots that have more than their places to slots that have room."""
    for slot in range(board.slots):
        while board.load[slot] > board.problem.places[slot]:
            if not _lighten(board, slot):
                return False
    return True


def _lighten(board: Board, slot: int) -> bool:
    """Find a chain that has one meeting more here than there: without windows there always is one."""
    for other in sorted(range(board.slots), key=board.crowding):
        if board.is_full(other):
            return False
        for meeting in sorted(board.here[slot]):
            for person in board.people[meeting]:
                chain = None if board.busy[person] >> other & 1 else board.chain(person, slot, other)
                if chain and len(chain[0]) % 2:
                    board.swap(chain[0], slot, other)
                    return True
    return False
