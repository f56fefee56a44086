"""Draws what might become of somebody's agenda. Interpreted or compiled."""

from collections.abc import Sequence

from services.matchmaking.planning.local.walk import CHANGES, KINDS, Walk

LAST = (1 << 48) - 1


def way(walk: Walk, person: int, taken: Sequence[float]) -> tuple[int, int]:
    """Draw a slot that somebody leaves and one that he takes, as likely as it is accepted; the same where none is.

    Whoever has no way but dear ones is mostly left alone: otherwise he would take one as often as others a cheap one.
    """
    sizes, losses = walk.sizes, walk.losses
    first, change = 2 * KINDS * person, CHANGES * walk.runs[person]
    total = 0.0
    for leave in range(KINDS):
        for take in range(KINDS):
            ways = sizes[first + leave] * sizes[first + KINDS + take]
            total += ways * taken[max(0, losses[change + leave + take])]
    left = draw(walk.dice) * max(1.0, total)
    for leave in range(KINDS):
        for take in range(KINDS):
            ways = sizes[first + leave] * sizes[first + KINDS + take]
            likely = taken[max(0, losses[change + leave + take])]
            if left < ways * likely:
                slot, other = way_of(walk, person, leave, take, min(ways - 1, int(left / likely)))
                # Beside the slot that he leaves he has a neighbour less, and so a run more.
                worse = taken[max(0, losses[change + leave + take + 1])]
                if abs(slot - other) == 1 and draw(walk.dice) * likely >= worse:
                    return slot, slot
                return slot, other
            left -= ways * likely
    return 0, 0


def better_way(walk: Walk, person: int) -> tuple[int, int]:
    """Draw a slot that somebody leaves and one that he takes, for fewer runs; the same where none is drawn."""
    sizes, first = walk.sizes, 2 * KINDS * person
    left = int(
        draw(walk.dice)
        * (sizes[first] * (sizes[first + KINDS] + sizes[first + KINDS + 1]) + sizes[first + 1] * sizes[first + KINDS])
    )
    for leave in range(KINDS - 1):
        for take in range(KINDS - 1 - leave):
            ways = sizes[first + leave] * sizes[first + KINDS + take]
            if left < ways:
                slot, other = way_of(walk, person, leave, take, left)
                return (slot, slot) if abs(slot - other) == 1 else (slot, other)
            left -= ways
    return 0, 0


def way_of(walk: Walk, person: int, leave: int, take: int, number: int) -> tuple[int, int]:
    """Return one of the ways to leave a slot of one kind and to take one of another."""
    first = 2 * KINDS * person
    many = walk.sizes[first + KINDS + take]
    slot = walk.kinds[(first + leave) * walk.board.slots + number // many]
    other = walk.kinds[(first + KINDS + take) * walk.board.slots + number % many]
    return slot, other


def draw(dice: list[int]) -> float:
    """Return a number below 1: the generator of ``drand48``, which needs no more of a product than its last 48 bits."""
    dice[0] = (dice[0] * 25_214_903_917 + 11) & LAST
    return (dice[0] >> 16) / (1 << 32)
