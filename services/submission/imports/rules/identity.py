"""Which manifestation a record without a reference of its own is: the one that it was when it came before. Pure."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, count
from typing import Literal

from services.submission.manifestations.rules.standing import Standing
from shared.geography import fold

How = Literal["reference", "same", "retitled", "first"]
GENERATED = "fichier-"
"""How references begin that stand for a record which has none."""
DIGITS = 20
MOST_OF_THREE = 2
ALIKE = 0.6
"""Of two titles: « Repas partagé » and « Repas partagés de quartier » are, two other workshops are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that can be registered."""

    number: int
    reference: str | None
    numbered: bool
    """True where the reference is only its place in a list, which the next file may give to another."""
    said: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Under which reference a record is kept; none where what stands there was not registered under any."""

    reference: str | None
    how: How
    known: Standing | None = None
    alike: int | None = None
    """Another record that says the same title, first date, commune and organiser."""


def identify(candidates: Sequence[Candidate], standing: Iterable[Standing]) -> dict[int, Identity]:
    """Return by number which manifestation each record is; two records never are the same one."""
    # Of several that are alike, the one of the first record comes first: « fichier-x » before « fichier-x-2 ».
    known = sorted(standing, key=lambda each: (len(each.reference or ""), each.reference or ""))
    by_reference = {each.reference: each for each in known if each.reference}
    found: dict[int, Identity] = {}
    for one in candidates:
        if one.reference and not one.numbered:
            there = by_reference.get(one.reference)
            found[one.number] = Identity(reference=one.reference, how="reference" if there else "first", known=there)
    taken = {id(each.known) for each in found.values() if each.known}
    left = [one for one in candidates if one.number not in found]
    for look in (_same, _retitled):
        index = _index([each for each in known if id(each) not in taken])
        for one in [one for one in left if one.number not in found]:
            there = look(one.said, [each for each in index[_when_and_where(one.said)] if id(each) not in taken])
            if there:
                taken.add(id(there))
                how: How = "same" if look is _same else "retitled"
                found[one.number] = Identity(reference=there.reference, how=how, known=there)
    given: dict[str | None, int] = {each.reference: number for number, each in found.items() if each.reference}
    for one in left:
        if one.number not in found:
            found[one.number] = _of_its_own(one, by_reference, taken, given)
            given.setdefault(found[one.number].reference, one.number)
    return found


def _of_its_own(
    one: Candidate, by_reference: Mapping[str, Standing], taken: set[int], given: Mapping[str | None, int]
) -> Identity:
    """Return the number that it has in its list, where that names the same manifestation; else one made of it."""
    there = by_reference.get(one.reference) if one.reference else None
    if there and id(there) not in taken and _is_moved(there, one.said):
        taken.add(id(there))
        return Identity(reference=one.reference, how="reference", known=there)
    if one.reference and there is None and one.reference not in given:
        return Identity(reference=one.reference, how="first")
    made = generated(one.said)
    for reference in chain([made], (f"{made}-{number}" for number in count(2))):
        there = by_reference.get(reference)
        if there and id(there) not in taken:
            # Its title was changed on the site since.
            taken.add(id(there))
            return Identity(reference=reference, how="reference", known=there)
        if there is None and reference not in given:
            return Identity(reference=reference, how="first", alike=given.get(made))
    raise AssertionError("there always is another number")


def _is_moved(there: Standing, said: Standing) -> bool:
    """Return True for one title with another date or in another commune; « Portes ouvertes » is n° 1 of many lists."""
    alike = (
        there.starts_at == said.starts_at,
        there.commune_code == said.commune_code,
        fold(there.organiser) == fold(said.organiser),
    )
    return fold(there.title) == fold(said.title) and sum(alike) >= MOST_OF_THREE


def generated(said: Standing) -> str:
    """Return a reference made of what people call the same; the same record gets the same one in every file."""
    parts = (fold(said.title), said.starts_at.isoformat(), said.commune_code or "", fold(said.organiser))
    return GENERATED + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:DIGITS]


def _index(known: Iterable[Standing]) -> defaultdict[tuple[float, str | None], list[Standing]]:
    index: defaultdict[tuple[float, str | None], list[Standing]] = defaultdict(list)
    for each in known:
        index[_when_and_where(each)].append(each)
    return index


def _when_and_where(said: Standing) -> tuple[float, str | None]:
    return said.starts_at.timestamp(), said.commune_code


def _same(said: Standing, there: Sequence[Standing]) -> Standing | None:
    return next((each for each in there if fold(each.title) == fold(said.title)), None)


def _retitled(said: Standing, there: Sequence[Standing]) -> Standing | None:
    """Return the only one of this organiser, then and there, whose title is nearly this one."""
    near = [each for each in there if fold(each.organiser) == fold(said.organiser) and _alike(each.title, said.title)]
    return near[0] if len(near) == 1 else None


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other)).ratio() >= ALIKE
