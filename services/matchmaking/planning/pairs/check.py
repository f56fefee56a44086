"""Is a choice of pairs what it must be. Shares no code with who chooses: it counts by itself, from what was asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.matchmaking.planning.pairs.wishes import Participant, Wishes


@dataclass(frozen=True, slots=True)
class CheckedChoice:
    """What a choice is worth, and what is wrong with it, in French."""

    value: int
    wishes_met: int
    missing: int
    faults: tuple[str, ...]


def check_choice(wishes: Wishes, pairs: Sequence[tuple[int, int]]) -> CheckedChoice:
    """Look at every pair and at every participant."""
    partners: list[list[Participant]] = [[] for _ in wishes.participants]
    for one, other in pairs:
        partners[one].append(wishes.participants[other])
        partners[other].append(wishes.participants[one])
    meeting = {frozenset(pair) for pair in pairs}
    met = [wish for wish in wishes.wishes if {wish.by, wish.to} in meeting]
    return CheckedChoice(
        value=sum(wish.weight * wishes.groups.get(wishes.participants[wish.by].group, 1) for wish in met),
        wishes_met=len(met),
        missing=sum(
            max(0, (wishes.least if each.least is None else each.least) - len(partners[number]))
            for number, each in enumerate(wishes.participants)
        ),
        faults=(*_faults_of_pairs(wishes, pairs), *_faults_of_people(wishes, partners)),
    )


def _faults_of_pairs(wishes: Wishes, pairs: Sequence[tuple[int, int]]) -> Iterator[str]:
    wished = {frozenset((wish.by, wish.to)) for wish in wishes.wishes}
    kept = {frozenset(each.pair) for each in wishes.kept}
    refused = {frozenset(pair) for pair in wishes.vetoes}
    chosen = Counter(frozenset(pair) for pair in pairs)
    for pair, times in chosen.items():
        names = " et ".join(sorted(wishes.participants[person].name for person in pair))
        if times > 1:
            yield f"{names} se rencontrent {times} fois."
        if pair in kept:
            continue
        if pair not in wished:
            yield f"{names} se rencontrent sans que personne ne le souhaite."
        if pair in refused:
            yield f"{names} se rencontrent alors que c’est refusé."
    for pair in kept - chosen.keys():
        names = " et ".join(sorted(wishes.participants[person].name for person in pair))
        yield f"{names} devaient garder leur rendez-vous."
    if len(pairs) > max(sum(wishes.places), len(kept)):
        yield f"{len(pairs)} rendez-vous sont choisis pour {sum(wishes.places)} places en tout."


def _faults_of_people(wishes: Wishes, partners: Sequence[Sequence[Participant]]) -> Iterator[str]:
    for number, (person, met) in enumerate(zip(wishes.participants, partners, strict=True)):
        kept = sum(number in each.pair for each in wishes.kept)
        if person.most is not None and len(met) > max(person.most, kept):
            yield f"{person.name} a {len(met)} rendez-vous, {person.most} au plus étaient demandés."
        free = wishes.slots - len(person.absent)
        if len(met) > max(free, kept):
            yield f"{person.name} a {len(met)} rendez-vous pour {free} créneaux."
        for kind, most in person.most_with.items():
            of_kind = sum(each.kind == kind for each in met)
            standing = [other for each in wishes.kept if number in each.pair for other in each.pair if other != number]
            if of_kind > max(most, sum(wishes.participants[other].kind == kind for other in standing)):
                yield f"{person.name} a {of_kind} rendez-vous avec « {kind} », {most} au plus étaient demandés."
