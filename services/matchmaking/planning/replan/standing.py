"""What stands of an earlier plan when things have changed: who keeps his slot, and why others do not. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from services.matchmaking.planning.pairs.wishes import Kept, Pair, Wishes

State = Literal["proposed", "accepted", "printed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A meeting of the earlier plan; who is not registered any more has no number, but a name."""

    names: tuple[str, str]
    pair: Pair | None
    slot: int
    state: State = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an earlier plan asks of the next one."""

    wishes: Wishes
    """With what is kept, places that are over closed, and earlier pairs preferred among equals."""
    slots: dict[Pair, int]
    """Where each meeting was."""
    reasons: dict[Pair, str]
    """Why a meeting cannot stay where it was, in French."""


def standing(wishes: Wishes, before: Sequence[Before], *, past: int) -> Standing:
    """Keep what is over where it was, and what was accepted or printed wherever that is still possible.

    Of more meetings than there are places any more, those printed stay first, then those accepted, in their order.
    """
    known = [(each.pair, each) for each in before if each.pair is not None]
    over = {pair: each.slot for pair, each in known if each.slot < past}
    wishes = _with_what_is_over(wishes, over, past)
    reasons: dict[Pair, str] = {}
    kept = [Kept(pair, slot) for pair, slot in over.items()]
    taken = Counter(over.values())
    for pair, each in sorted(known, key=lambda one: one[1].state != "printed"):
        if pair in over:
            continue
        reason = _in_the_way(wishes, pair, each.slot, taken)
        if reason:
            reasons[pair] = reason
        if each.state == "proposed" or pair in wishes.vetoes or not wishes.common_slots(pair):
            continue
        kept.append(Kept(pair, None if reason else each.slot))
        taken[each.slot] += not reason
    return Standing(
        wishes=replace(wishes, kept=tuple(sorted(kept, key=lambda one: one.pair)), before=frozenset(dict(known))),
        slots={pair: each.slot for pair, each in known},
        reasons=reasons,
    )


def _with_what_is_over(wishes: Wishes, over: dict[Pair, int], past: int) -> Wishes:
    """Let nobody be there in slots that are over but for what took place in them, whatever is said of them now."""
    held = Counter(over.values())
    was_there: dict[int, set[int]] = {}
    for pair, slot in over.items():
        for person in pair:
            was_there.setdefault(person, set()).add(slot)
    return replace(
        wishes,
        places=tuple(max(places, held[slot]) for slot, places in enumerate(wishes.places)),
        participants=tuple(
            replace(each, absent=(each.absent | set(range(past))) - was_there.get(person, set()))
            for person, each in enumerate(wishes.participants)
        ),
    )


def _in_the_way(wishes: Wishes, pair: Pair, slot: int, taken: Counter[int]) -> str:
    if pair in wishes.vetoes:
        return "refusé depuis"
    if slot >= wishes.slots:
        return f"le créneau {slot + 1} n’existe plus"
    absent = [wishes.participants[person].name for person in pair if slot in wishes.participants[person].absent]
    if absent:
        return f"{absent[0]} est absent au créneau {slot + 1}"
    if taken[slot] >= wishes.places[slot]:
        return f"le créneau {slot + 1} n’a plus que {wishes.places[slot]} places"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one pair has to be told."""

    names: tuple[str, str]
    before: int | None
    after: int | None
    reason: str = ""


def differences(
    wishes: Wishes, before: Sequence[Before], stood: Standing, placed: dict[Pair, int]
) -> Iterator[Difference]:
    """Return what moved, what is called off and what is new, in this order."""
    moved: list[Difference] = []
    called_off: list[Difference] = []
    for each in before:
        after = None if each.pair is None else placed.get(each.pair)
        if after == each.slot:
            continue
        reason = "plus inscrit" if each.pair is None else stood.reasons.get(each.pair, "")
        (called_off if after is None else moved).append(
            Difference(names=each.names, before=each.slot, after=after, reason=reason)
        )
    yield from moved
    yield from called_off
    for pair, slot in placed.items():
        if pair not in stood.slots:
            one, other = (wishes.participants[person].name for person in pair)
            yield Difference(names=(one, other), before=None, after=slot)
