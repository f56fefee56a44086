"""Reads an instance of the published benchmark: strictly, and says in French what is wrong with it."""

import re
from dataclasses import dataclass
from typing import TypeVar

from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.rules.problem import Meeting, Problem, Session

SESSIONS: dict[int, Session] = {1: "morning", 2: "afternoon", 3: "any"}
NUMBERS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
DERIVED = ("meetingsxBusiness", "nMeetingsBusiness")
"""What follows from the meetings; read over."""
NAMES = (*NUMBERS, "requested", "forbidden", "fixed", "precedences", *DERIVED)
MOST = {"nBusiness": 100_000, "nMeetings": 100_000, "nTables": 100_000, "nTotalSlots": 1_000, "nMorningSlots": 1_000}
COMMENT = re.compile(r"%[^\n]*")
NUMBER = r"\s*\d{1,9}\s*"
ROW = re.compile(rf"{NUMBER}(?:,{NUMBER})*,?\s*")
LIST = re.compile(rf"\[\s*(?:{ROW.pattern})?\]", re.DOTALL)
SET = rf"\s*\{{\s*(?:{ROW.pattern})?\}}\s*"
SETS = re.compile(rf"\[\s*(?:{SET}(?:,{SET})*,?\s*)?\]", re.DOTALL)
DIGITS = re.compile(r"\d+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Values:
    """What stands behind each name."""

    texts: dict[str, str]

    def number(self, name: str) -> int:
        text = self._of(name)
        if not re.fullmatch(NUMBER, text):
            raise Unreadable(f"{name} vaut « {_cut(text)} » : il y faut un nombre entier, 0 ou plus.")
        if int(text) > MOST[name]:
            raise Unreadable(f"{name} vaut {int(text)} : {MOST[name]} au plus.")
        return int(text)

    def integers(self, name: str, length: int) -> list[int]:
        text = self.texts.get(name)
        if text is None:
            return [0] * length
        if not LIST.fullmatch(text):
            raise Unreadable(f"{name} doit être une liste de nombres entiers, comme [0,0,3], et vaut « {_cut(text)} ».")
        return _as_many(name, [int(each) for each in DIGITS.findall(text)], length)

    def sets_of(self, name: str, length: int, most: int) -> list[frozenset[int]]:
        """Return sets of numbers that now count from 0; 0 in a set says nothing."""
        text = self.texts.get(name)
        if text is None:
            return [frozenset()] * length
        if not SETS.fullmatch(text):
            raise Unreadable(f"{name} doit être une liste d’ensembles, comme [{{}},{{2,3}}], et vaut « {_cut(text)} ».")
        sets = [frozenset(map(int, DIGITS.findall(each))) for each in text.split("}")[:-1]]
        for place, each in enumerate(_as_many(name, sets, length), start=1):
            if (largest := max(each, default=0)) > most:
                raise Unreadable(f"{name}, ensemble {place} : {largest} n’existe pas ; de 1 à {most}.")
        return [frozenset(number - 1 for number in each if number) for each in sets]

    def rows(self, name: str, length: int) -> list[list[int]]:
        text = self._of(name)
        if not (text.startswith("[|") and text.endswith("|]")):
            raise Unreadable(f"{name} doit être un tableau [|a, b, séance, |…|] et vaut « {_cut(text)} ».")
        rows = [row for row in text[2:-2].split("|") if row.strip()]
        found = []
        for place, row in enumerate(rows, start=1):
            values = [int(each) for each in DIGITS.findall(row)] if ROW.fullmatch(row) else []
            if len(values) != len(("one", "other", "session")):
                raise Unreadable(f"{name}, ligne {place} : « {_cut(row)} » n’est pas « a, b, séance ».")
            found.append(values)
        return _as_many(name, found, length)

    def _of(self, name: str) -> str:
        if name not in self.texts:
            raise Unreadable(f"{name} manque : ajoutez « {name} = … ; ».")
        return self.texts[name]


def read_instance(text: str) -> Problem:
    """Read the whole file, or raise ``Unreadable`` with what to change."""
    values = _Values(_statements(COMMENT.sub("", text)))
    participants, meetings, places, slots, morning = (values.number(name) for name in NUMBERS)
    if morning > slots:
        raise Unreadable(f"nMorningSlots vaut {morning}, plus que nTotalSlots, qui vaut {slots}.")
    fixed = values.integers("fixed", meetings)
    after = values.sets_of("precedences", meetings, meetings)
    return Problem(
        participants=participants,
        places=(places,) * slots,
        slots=slots,
        morning=morning,
        meetings=tuple(
            _meeting(number, row, fixed=fixed[number], after=after[number], participants=participants, slots=slots)
            for number, row in enumerate(values.rows("requested", meetings))
        ),
        forbidden=tuple(values.sets_of("forbidden", participants, slots)),
    )


def _statements(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    *statements, rest = text.split(";")
    for statement in statements:
        name, equals, value = (part.strip() for part in statement.partition("="))
        if not (equals and name.isidentifier()):
            raise Unreadable(f"« {_cut(statement)} » n’est pas « nom = valeur ; ».")
        if name not in NAMES:
            raise Unreadable(f"{name} n’est pas connu ; les noms sont : {', '.join(NAMES)}.")
        if name in found:
            raise Unreadable(f"{name} est donné deux fois : gardez-en un.")
        found[name] = value
    if rest.strip():
        raise Unreadable(f"« {_cut(rest)} » n’est pas « nom = valeur ; ».")
    return found


def _meeting(
    number: int, row: list[int], *, fixed: int, after: frozenset[int], participants: int, slots: int
) -> Meeting:
    where = f"Rendez-vous {number + 1}"
    one, other, session = row
    for person in (one, other):
        if not 1 <= person <= participants:
            raise Unreadable(f"{where} : le participant {person} n’existe pas ; de 1 à {participants}.")
    if one == other:
        raise Unreadable(f"{where} : le participant {one} ne peut pas se rencontrer lui-même.")
    if session not in SESSIONS:
        raise Unreadable(f"{where} : séance {session} ; 1 pour le matin, 2 pour l’après-midi, 3 pour l’une ou l’autre.")
    if fixed > slots:
        raise Unreadable(f"{where} : fixé au créneau {fixed}, qui n’existe pas ; de 1 à {slots}, ou 0 s’il est libre.")
    return Meeting(
        people=(one - 1, other - 1),
        session=SESSIONS[session],
        fixed=fixed - 1 if fixed else None,
        after=tuple(sorted(after)),
    )


def _as_many(name: str, found: list[T], length: int) -> list[T]:
    if len(found) != length:
        raise Unreadable(f"{name} en compte {len(found)} ; il en faut {length}.")
    return found


def _cut(text: str, most: int = 40) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= most else f"{shown[:most]}…"
