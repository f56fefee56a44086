"""Chains of meetings that change between two slots, so that nobody meets twice at a time. Interpreted or compiled."""

from services.matchmaking.planning.local.board import NOBODY, Board


def follow(board: Board, person: int, slot: int, other: int, moved: list[int]) -> tuple[int, int]:
    """Follow who has to change when ``person``, who is free in ``other``, moves a meeting there from ``slot``.

    Write the meetings that change between the two slots; return how many they are and the last participant: only the
    two at the ends of the chain are busy in another slot afterwards. None changes where a rule stands in the way.
    """
    count, here, there = 0, slot, other
    width = board.slots + 1
    meeting = board.at[person * width + here]
    while meeting >= 0:
        if not board.allowed[meeting * board.slots + there]:
            return 0, person
        moved[count] = meeting
        count += 1
        one, two = board.people[2 * meeting], board.people[2 * meeting + 1]
        person = two if one == person else one
        here, there = there, here
        meeting = board.at[person * width + here]
    if count % 2 == 1 and board.room[other] <= 0:
        return 0, person
    return count, person


def turn(board: Board, moved: list[int], count: int, slot: int, other: int) -> bool:
    """Let the meetings of a chain change between the two slots, unless that breaks a precedence; say whether."""
    exchange(board, moved, count, slot, other)
    if in_order(board, moved, count):
        return True
    exchange(board, moved, count, slot, other)
    return False


def exchange(board: Board, moved: list[int], count: int, slot: int, other: int) -> None:
    """Let them change whatever the precedences; done twice, all is as it was."""
    width = board.slots + 1
    for number in range(count):
        meeting = moved[number]
        for person in range(2):
            board.at[board.people[2 * meeting + person] * width + board.slot_of[meeting]] = NOBODY
    for number in range(count):
        meeting = moved[number]
        old = board.slot_of[meeting]
        new = slot + other - old
        board.slot_of[meeting] = new
        board.room[old] += 1
        board.room[new] -= 1
        for person in range(2):
            board.at[board.people[2 * meeting + person] * width + new] = meeting


def in_order(board: Board, moved: list[int], count: int) -> bool:
    """Say whether what must be before them is, and what they must be before."""
    for number in range(count):
        meeting = moved[number]
        for order in range(board.first_order[meeting], board.first_order[meeting + 1]):
            if board.slot_of[board.orders[2 * order]] >= board.slot_of[board.orders[2 * order + 1]]:
                return False
    return True
