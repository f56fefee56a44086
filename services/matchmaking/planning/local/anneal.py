"""Better plans without proof: simulated annealing over chains of meetings that change between two slots."""

from collections.abc import Iterator
from math import exp
from random import Random

from services.matchmaking.planning.local.agendas import Agendas
from services.matchmaking.planning.local.board import Board

MOVES = 20_000
"""In one round, where nothing else is asked for; then the plan is looked at."""
ROUNDS = 60
"""From hot to cold the first time; twice as many each time after."""
HOT, COLD = 0.25, 0.1
"""Above, hardly anything is refused; below, hardly anything is taken but what costs nothing."""


def anneal(board: Board, draw: Random, *, fairness: int, moves: int = MOVES) -> Iterator[int | None]:
    """Change the board for ever; yield after each round how many breaks there are, nothing where they are not fair."""
    agendas = Agendas(board, fairness)
    rounds = ROUNDS
    while True:
        for number in range(rounds):
            _round(board, draw, agendas, HOT * (COLD / HOT) ** (number / rounds), moves)
            yield agendas.breaks()
        rounds *= 2


def _round(board: Board, draw: Random, agendas: Agendas, heat: float, moves: int) -> None:
    """Draw somebody and what would become of his agenda, the better the likelier; then see what it costs another."""
    people = [person for person, slots in enumerate(board.busy) if slots]
    loss_of, way_of, chain_of, random = agendas.loss, agendas.at(heat), board.chain, draw.random
    for _ in range(moves if people else 0):
        person = people[int(random() * len(people))]
        way = way_of(person, random())
        if way is None:
            continue
        slot, other = way.choices[int(random() * len(way.choices))]
        chain = chain_of(person, slot, other)
        if chain is None:
            continue
        moved, last = chain
        # What it costs whoever was drawn is paid by how seldom it is drawn; what it saves him may pay for the other.
        loss = loss_of(last, slot, other) + min(way.loss, 0)
        if loss <= 0 or random() < exp(-loss / heat):
            board.swap(moved, slot, other)
