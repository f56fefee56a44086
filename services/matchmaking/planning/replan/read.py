"""Reads an earlier plan, as ``moisess matchmaking arrange --json`` wrote it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from services.matchmaking.planning.errors import Unreadable
from services.matchmaking.planning.pairs.read import said
from services.matchmaking.planning.pairs.wishes import Pair, Wishes, ordered
from services.matchmaking.planning.replan.standing import Before


class _Meeting(msgspec.Struct, frozen=True):
    people: tuple[str, str]
    slot: Annotated[int, Meta(ge=1, le=1_000)] | None
    state: Literal["proposed", "accepted", "printed"] = "proposed"


class _Plan(msgspec.Struct, frozen=True):
    meetings: list[_Meeting]


def read_plan(text: bytes, wishes: Wishes) -> tuple[Before, ...]:
    """Read the meetings that had a slot, or raise ``Unreadable`` with what to change."""
    try:
        found = msgspec.json.decode(text, type=_Plan)
    except msgspec.ValidationError as error:
        raise Unreadable(f"Plan précédent : {said(str(error))}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(f"Le plan précédent n’est pas un document JSON : {error}.") from error
    numbers = {each.name: number for number, each in enumerate(wishes.participants)}
    meetings = {frozenset(each.people) for each in found.meetings}
    if len(meetings) < len(found.meetings) or any(len(people) == 1 for people in meetings):
        raise Unreadable("Plan précédent : une paire s’y trouve deux fois, ou quelqu’un s’y rencontre lui-même.")
    return tuple(
        Before(names=each.people, pair=_pair(numbers, each.people), slot=each.slot - 1, state=each.state)
        for each in found.meetings
        if each.slot is not None
    )


def _pair(numbers: dict[str, int], people: tuple[str, str]) -> Pair | None:
    one, other = (numbers.get(name) for name in people)
    return None if one is None or other is None else ordered(one, other)
