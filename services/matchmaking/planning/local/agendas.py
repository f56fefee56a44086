"""What becomes of somebody's agenda when he meets in another slot. Interpreted or compiled.

Breaks are runs of busy slots but one. What leaving a slot and taking another does to somebody's runs follows from how
many of the neighbours are busy.
"""

from services.matchmaking.planning.local.walk import KINDS, Walk


def more_runs(walk: Walk, person: int, slot: int, other: int) -> int:
    """Return how many runs more somebody has when he is busy in ``other`` instead of ``slot``."""
    at = walk.board.at
    here = person * (walk.board.slots + 1) + slot
    there = here + other - slot
    leaving = (at[here - 1] >= 0) + (at[here + 1] >= 0) - 1
    taking = 1 - (at[there - 1] >= 0) - (at[there + 1] >= 0)
    return leaving + taking + (abs(slot - other) == 1)


def look_at(walk: Walk, person: int) -> None:
    """Count somebody's runs and sort his slots: each kind of those that he may leave or take in a row of its own."""
    board, sizes = walk.board, walk.sizes
    first, row, runs = 2 * KINDS * person, person * (board.slots + 1), 0
    for kind in range(first, first + 2 * KINDS):
        sizes[kind] = 0
    for slot in range(board.slots):
        before, after = board.at[row + slot - 1] >= 0, board.at[row + slot + 1] >= 0
        if board.at[row + slot] >= 0:
            kind = first + before + after
            runs += not before
        elif board.free[row + slot]:
            kind = first + 2 * KINDS - 1 - before - after
        else:
            continue
        walk.kinds[kind * board.slots + sizes[kind]] = slot
        sizes[kind] += 1
    walk.runs[person] = runs
