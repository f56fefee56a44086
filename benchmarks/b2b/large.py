"""A large event, drawn: 600 participants, 4,000 wishes, 24 slots, 150 places; and what is made of it in time."""

import asyncio
import resource
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import monotonic

from msgspec.structs import replace

from benchmarks.b2b.others import events_table
from benchmarks.b2b.report import write
from benchmarks.b2b.results import DOCS, RESULTS, Event, Results
from benchmarks.b2b.timed import MEMORY_MIB
from services.matchmaking.planning.check import check
from services.matchmaking.planning.pairs.arrange import Arranged, arrange
from services.matchmaking.planning.pairs.check import check_choice
from services.matchmaking.planning.pairs.wishes import Participant, Wish, Wishes

PARTICIPANTS, WISHES, SLOTS, PLACES = 600, 4_000, 24, 150
CAPS = (8, 10, 12, 16, 20)
ABSENCES = (0, 0, 0, 2, 4)
"""Slots in which somebody is not there; most are there all day."""
STRONGEST, LEAST, FAIRNESS = 10, 3, 2


def large_event(seed: int) -> Wishes:
    """Draw who wishes to meet whom and how much, how many meetings each wants at most, and when he is not there."""
    draw = Random(seed)  # noqa: S311 -- of an instance, not of secrets
    wished: set[tuple[int, int]] = set()
    while len(wished) < WISHES:
        one, other = draw.sample(range(PARTICIPANTS), 2)
        wished.add((one, other))
    participants = tuple(
        Participant(
            name=f"Participant {number + 1}",
            most=draw.choice(CAPS),
            absent=frozenset(draw.sample(range(SLOTS), draw.choice(ABSENCES))),
        )
        for number in range(PARTICIPANTS)
    )
    return Wishes(
        slots=SLOTS,
        morning=SLOTS // 2,
        places=(PLACES,) * SLOTS,
        participants=participants,
        wishes=tuple(Wish(one, other, draw.randint(1, STRONGEST)) for one, other in sorted(wished)),
        least=LEAST,
    )


def events(*, seeds: Sequence[int] = (5, 6, 7), limits: Sequence[float] = (9, 118), to: Path = DOCS) -> None:
    """Arrange large events, within less than ten seconds and within less than two minutes.

    Parameters
    ----------
    seeds
        One event for each.
    limits
        Seconds on the clock for each of the two steps.
    to
        The folder of the report and its figures, which are there already.
    """
    measured = [_measured(large_event(seed), seed, limit) for seed in seeds for limit in limits]
    results = replace(Results.load(to / RESULTS), events=measured)
    results.save(to / RESULTS)
    write(results, to)
    print(events_table(measured))


def _measured(wishes: Wishes, seed: int, limit: float) -> Event:
    began = monotonic()
    found = asyncio.run(arrange(wishes, fairness=FAIRNESS, seconds=limit, memory_mib=MEMORY_MIB))
    seconds = monotonic() - began
    if not isinstance(found, Arranged) or found.outcome.plan is None:
        raise AssertionError(f"event {seed}: no plan within {limit:g} s")
    checked = check(found.problem, found.outcome.plan, fairness=FAIRNESS)
    faults = [*check_choice(wishes, found.choice.pairs).faults, *checked.faults]
    if faults:
        raise AssertionError(f"event {seed}: {faults[0]}")
    return Event(
        seed=seed,
        limit=limit,
        seconds=round(seconds, 1),
        pairs=len(found.choice.pairs),
        value=found.choice.value,
        value_bound=found.bound,
        breaks=checked.breaks,
        bound=found.outcome.bound,
        memory_mib=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    )
