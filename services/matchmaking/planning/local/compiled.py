"""The same moves, compiled while the search begins: that takes three seconds, and then each takes a hundredth.

In a module of its own, imported where that is worth it.
"""

from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

from services.matchmaking.planning.local import agendas, chains, moves, ways
from services.matchmaking.planning.local.board import Board
from services.matchmaking.planning.local.walk import Moves, Walk

for _part in (
    *(chains.follow, chains.turn, chains.exchange, chains.in_order),
    *(agendas.more_runs, agendas.look_at, ways.way, ways.better_way, ways.way_of, ways.draw),
    *(moves.try_chains, moves.go_back),
):
    register_jitable(forceinline=True)(_part)
OPTIONS: Any = {"_nrt": False}
"""No memory is taken or given back on the way; to count who uses it would take more than half of the time."""


def compile_moves(begun: Walk) -> tuple[Walk, Moves]:
    """Return the same walk in arrays, and what moves it."""
    board, *rows, dice = begun
    arrays: Any = [*map(_array, rows), np.array(dice, dtype=np.int64)]
    return Walk(Board(*map(_array, board)), *arrays), njit(**OPTIONS)(moves.move)


def _array(value: Any) -> Any:
    return value if isinstance(value, int) else np.array(value, dtype=np.int32)
