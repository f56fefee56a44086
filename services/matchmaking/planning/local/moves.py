"""One move after the other: somebody meets in another slot, and whoever has to change for that does.

Interpreted or compiled: rows of numbers and nothing else, so that both take the same way.
"""

from collections.abc import Sequence

from services.matchmaking.planning.local.agendas import look_at, more_runs
from services.matchmaking.planning.local.chains import follow, turn
from services.matchmaking.planning.local.walk import CHANGES, DEEP, SAME, Walk
from services.matchmaking.planning.local.ways import better_way, draw, way


def move(walk: Walk, taken: Sequence[float], moves: int) -> None:
    """Change the board so many times, if it can be; ``taken`` says how likely each loss is accepted."""
    for _ in range(moves):
        person = walk.people[int(draw(walk.dice) * len(walk.people))]
        slot, other = way(walk, person, taken)
        if slot != other:
            try_chains(walk, taken, person, slot, other)


def try_chains(walk: Walk, taken: Sequence[float], person: int, slot: int, other: int) -> None:
    """Move a chain, and where its end loses by that, another from there that may make it good; or else none."""
    loss = depth = 0
    while slot != other:
        count, last = follow(walk.board, person, slot, other, walk.moved)
        if count == 0:
            break
        own = walk.losses[CHANGES * walk.runs[person] + SAME + more_runs(walk, person, slot, other)]
        left, new = (slot, other) if count % 2 == 1 else (other, slot)
        loss += walk.losses[CHANGES * walk.runs[last] + SAME + more_runs(walk, last, left, new)]
        # What it costs whoever was drawn is paid by how seldom it is drawn; what it saves him may pay for the other.
        loss += min(0, own)
        accepted = loss <= 0 or draw(walk.dice) < taken[loss]
        if not (accepted or (loss == 1 and depth < DEEP)) or not turn(walk.board, walk.moved, count, slot, other):
            break
        look_at(walk, person)
        look_at(walk, last)
        if accepted:
            return
        walk.trail[3 * depth], walk.trail[3 * depth + 1], walk.trail[3 * depth + 2] = person, slot, other
        depth += 1
        person = last
        left, new = better_way(walk, person)
        if min(left, new) == min(slot, other) and max(left, new) == max(slot, other):
            break
        slot, other = left, new
    go_back(walk, depth)


def go_back(walk: Walk, depth: int) -> None:
    """Move the chains on trial back, the last one first."""
    for number in range(depth - 1, -1, -1):
        person, slot, other = walk.trail[3 * number], walk.trail[3 * number + 1], walk.trail[3 * number + 2]
        count, last = follow(walk.board, person, other, slot, walk.moved)
        turn(walk.board, walk.moved, count, other, slot)
        look_at(walk, person)
        look_at(walk, last)
