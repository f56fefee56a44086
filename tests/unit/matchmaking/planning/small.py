"""Small invented instances of the benchmark's family."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from random import Random

from services.matchmaking.planning.rules.problem import Meeting, Problem, Session

FORUM = """
% Un après-midi de rencontres inventé.
nBusiness = 5;
nMeetings = 6;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2,3,
|1, 3,1,
|2, 4,2,
|3, 4,3,
|1, 5,3,
|2, 5,3,
|];
meetingsxBusiness = [{1,2,3,6},{1,2,4,7},{1,3,5},{1,4,5},{1,6,7}];
nMeetingsBusiness = [3,3,2,2,2];
forbidden = [{0},{},{4},{0},{0}];
fixed = [0,0,3,0,0,0];
precedences = [{},{},{},{},{1},{}];
"""


def problem(
    pairs: Iterable[tuple[int, int]],
    *,
    slots: int,
    places: int | tuple[int, ...] = 10,
    morning: int | None = None,
    forbidden: Mapping[int, set[int]] | None = None,
    sessions: Mapping[int, Session] | None = None,
    fixed: Mapping[int, int] | None = None,
    after: Mapping[int, tuple[int, ...]] | None = None,
) -> Problem:
    pairs = list(pairs)
    participants = max((max(pair) for pair in pairs), default=-1) + 1
    return Problem(
        participants=participants,
        places=(places,) * slots if isinstance(places, int) else places,
        slots=slots,
        morning=slots if morning is None else morning,
        meetings=tuple(
            Meeting(
                people=pair,
                session=(sessions or {}).get(number, "any"),
                fixed=(fixed or {}).get(number),
                after=(after or {}).get(number, ()),
            )
            for number, pair in enumerate(pairs)
        ),
        forbidden=tuple(frozenset((forbidden or {}).get(person, ())) for person in range(participants)),
    )


# Everybody of four meets everybody else.
ROUND_ROBIN = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def long_to_prove() -> Problem:
    """Return an instance that takes a search many seconds: many meetings, hardly a slot too many."""
    draw = Random(7)  # noqa: S311 -- an invented instance, the same each time
    pairs = list(combinations(range(40), 2))
    draw.shuffle(pairs)
    chosen: list[tuple[int, int]] = []
    for pair in pairs:
        if all(sum(person in each for each in chosen) < 9 for person in pair):
            chosen.append(pair)
    return problem(chosen, slots=13, places=15, forbidden={person: {draw.randrange(13)} for person in range(0, 40, 3)})


def too_large_to_prove() -> Problem:
    """Return an instance of which only good plans are looked for; the first of many is away now and then."""
    draw = Random(1)  # noqa: S311 -- an invented instance, the same each time
    return Problem(
        participants=300,
        places=(80,) * 24,
        slots=24,
        morning=12,
        meetings=tuple(Meeting(people=pair) for pair in draw.sample(list(combinations(range(300), 2)), 1_700)),
        forbidden=(frozenset({6, 12, 18}),) + (frozenset(),) * 299,
    )
