"""Invented wishes."""

from collections.abc import Iterable, Mapping, Sequence

from services.matchmaking.planning.pairs.wishes import Kept, Pair, Participant, Wish, Wishes


def wished(
    pairs: Iterable[tuple[int, int] | tuple[int, int, int]],
    *,
    slots: int = 6,
    places: int = 10,
    least: int = 0,
    vetoes: Iterable[Pair] = (),
    groups: Mapping[str, int] | None = None,
    kept: Sequence[Kept] = (),
    people: Mapping[int, Mapping[str, object]] | None = None,
) -> Wishes:
    """Return wishes of as many participants as are named in them."""
    wishes = tuple(Wish(*pair) for pair in pairs)
    numbers = range(max([person for wish in wishes for person in (wish.by, wish.to)], default=-1) + 1)
    return Wishes(
        slots=slots,
        morning=slots,
        places=(places,) * slots,
        participants=tuple(
            Participant(name=f"Coopérative {number + 1}", **(people or {}).get(number, {}))  # type: ignore[arg-type]
            for number in numbers
        ),
        wishes=wishes,
        vetoes=frozenset(vetoes),
        groups=groups or {},
        least=least,
        kept=tuple(kept),
    )
