"""Whether the name that an organiser gives is one of those that the register has for the number; pure.

The measure is fixed, so that people can follow it. Names are folded; little words and words for a legal form weigh
nothing, and words that many structures have in their names weigh half. Then

- at least two thirds of the letters of the given name stand in words that the register's names have, and
- at least a third of the letters of one of these names stands in words of the given one,

or both are the same letters, however they are parted. An acronym stands for the words whose initials it is, either way
round. A name that leaves something out passes, one that puts another's in front of it does not.
"""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from services.eligibility.criteria.spelling import same_word
from shared.geography import fold

GIVEN_SHARE = 2 / 3
KNOWN_SHARE = 1 / 3


class Words(msgspec.Struct, frozen=True):
    """The file."""

    little: frozenset[str]
    forms: frozenset[str]
    common: frozenset[str]


WORDS = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "nomenclatures" / "names.toml").read_text("utf-8")), Words
)
LITTLE = WORDS.little
FORMS = WORDS.forms
"""They say what an organiser is, not who: they tell nobody from anybody."""
COMMON = WORDS.common
ACRONYM = range(2, 9)
"""So many letters."""


def names_agree(given: str, known: Sequence[str]) -> bool:
    """Return True where the given name is one of the known ones, by the measure above; where none is, nobody knows."""
    said = _words(given)
    names = [words for name in known if (words := _words(name))]
    if not said or not names:
        return True
    if "".join(said) in {"".join(words) for words in names}:
        return True
    explained = {at for words in names for at in _found(said, words)}
    if _letters(said, explained) < GIVEN_SHARE:
        return False
    return any(_letters(words, _found(words, said)) >= KNOWN_SHARE for words in names)


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """Return the words that count; kept, since one structure has many manifestations."""
    words = tuple(fold(name).split())
    return tuple(word for word in words if word not in LITTLE) or words


def _letters(words: Sequence[str], chosen: set[int]) -> float:
    """Return which share of the letters of all words is in the chosen ones."""
    weighs = [_weight(word) for word in words]
    return sum(weighs[at] for at in chosen) / (sum(weighs) or 1)


def _weight(word: str) -> float:
    if word in FORMS:
        return 0
    return len(word) / 2 if word in COMMON else len(word)


def _found(words: Sequence[str], others: Sequence[str]) -> set[int]:
    """Return the positions of the words that the others have, as a word, as an acronym or as what one stands for."""
    found = {at for at, word in enumerate(words) if any(same_word(word, other) for other in others)}
    found |= {at for at, word in enumerate(words) if _run(word, others)}
    for other in others:
        found |= set(_run(other, words))
    return found


def _run(acronym: str, words: Sequence[str]) -> range:
    """Return the positions of consecutive words whose initials the acronym is; none where there are none."""
    if len(acronym) not in ACRONYM:
        return range(0)
    initials = "".join(word[0] for word in words)
    start = initials.find(acronym)
    return range(start, start + len(acronym)) if start >= 0 else range(0)
