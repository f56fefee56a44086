"""Reads a document of wishes: strictly, and says in French what is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta

from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.pairs.wishes import Participant, Wish, Wishes, ordered

Count = Annotated[int, Meta(ge=0, le=1_000)]
Weight = Annotated[int, Meta(ge=1, le=100)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
EXPECTED = re.compile(r"Expected `(?P<what>\w+)[^`]*`(?P<bound> (?:>=|<=|of length) [^,]+)?(?:, got `(?P<got>\w+)`)?")
KINDS = {"int": "un nombre entier", "str": "un texte", "array": "une liste", "object": "un objet", "null": "rien"}
WHERE = re.compile(r" - at `\$\.?(?P<path>[^`]*)`")


class _Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a document holds, and nothing else."""


class _Participant(_Struct, frozen=True):
    name: Name
    kind: Annotated[str, Meta(max_length=200)] = ""
    group: Annotated[str, Meta(max_length=200)] = ""
    most: Count | None = None
    least: Count | None = None
    most_with: dict[str, Count] = {}
    absent: list[Annotated[int, Meta(ge=1)]] = []


class _Wish(_Struct, frozen=True, rename={"by": "from"}):
    by: Name
    to: Name
    weight: Weight = 1


class _Document(_Struct, frozen=True):
    slots: Count
    places: Annotated[int, Meta(ge=0, le=100_000)] | list[Annotated[int, Meta(ge=0, le=100_000)]]
    participants: list[_Participant]
    wishes: list[_Wish]
    morning: Count | None = None
    vetoes: list[tuple[Name, Name]] = []
    groups: dict[str, Weight] = {}
    least: Count = 0


def read_wishes(text: bytes) -> Wishes:
    """Read the whole document, or raise ``Unreadable`` with what to change."""
    try:
        found = msgspec.json.decode(text, type=_Document)
    except msgspec.ValidationError as error:
        raise Unreadable(said(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"Ce n’est pas un document JSON : {error}.") from error
    numbers = _numbered(each.name for each in found.participants)
    for each in found.participants:
        if late := [slot for slot in each.absent if slot > found.slots]:
            raise Unreadable(
                f"« {each.name} » est absent au créneau {late[0]}, qui n’existe pas ; de 1 à {found.slots}."
            )
    morning = found.slots if found.morning is None else found.morning
    if morning > found.slots:
        raise Unreadable(f"morning vaut {morning}, plus que slots, qui vaut {found.slots}.")
    return Wishes(
        slots=found.slots,
        morning=morning,
        places=_places(found),
        participants=tuple(_participant(each) for each in found.participants),
        wishes=tuple(Wish(*_two(numbers, each.by, each.to), each.weight) for each in found.wishes),
        vetoes=frozenset(ordered(*_two(numbers, *pair)) for pair in found.vetoes),
        groups=found.groups,
        least=found.least,
    )


def _numbered(names: Iterable[str]) -> dict[str, int]:
    counted = Counter(names)
    if twice := [name for name, times in counted.items() if times > 1]:
        raise Unreadable(
            f"« {twice[0]} » est inscrit {counted[twice[0]]} fois : gardez une inscription, ou précisez le nom."
        )
    return {name: number for number, name in enumerate(counted)}


def _participant(found: _Participant) -> Participant:
    return Participant(
        name=found.name,
        kind=found.kind,
        group=found.group,
        most=found.most,
        least=found.least,
        most_with=found.most_with,
        absent=frozenset(slot - 1 for slot in found.absent),
    )


def _places(found: _Document) -> tuple[int, ...]:
    if isinstance(found.places, int):
        return (found.places,) * found.slots
    if len(found.places) != found.slots:
        raise Unreadable(f"places en compte {len(found.places)} ; il en faut {found.slots}, une par créneau.")
    return tuple(found.places)


def _two(numbers: dict[str, int], one: str, other: str) -> tuple[int, int]:
    for name in (one, other):
        if name not in numbers:
            raise Unreadable(f"« {name} » n’est pas parmi les participants : inscrivez-le, ou corrigez le nom.")
    if one == other:
        raise Unreadable(f"« {one} » ne peut pas se rencontrer lui-même.")
    return numbers[one], numbers[other]


def said(error: str) -> str:
    """Return in French what msgspec says of a document."""
    place = WHERE.search(error)
    where = place["path"] if place and place["path"] else "Le document"
    error = WHERE.sub("", error)
    if field := re.match(r"Object missing required field `(?P<name>[^`]+)`", error):
        return f"{where} : « {field['name']} » manque."
    if field := re.match(r"Object contains unknown field `(?P<name>[^`]+)`", error):
        return f"{where} : « {field['name']} » n’est pas connu."
    if expected := EXPECTED.match(error):
        wanted = KINDS.get(expected["what"], expected["what"])
        bound = (expected["bound"] or "").replace(" >=", " d’au moins").replace(" <=", " d’au plus")
        bound = bound.replace(" of length", " de longueur")
        got = f", et non {KINDS.get(expected['got'], expected['got'])}" if expected["got"] else ""
        return f"{where} : il y faut {wanted}{bound}{got}."
    return f"{where} : {error}."
