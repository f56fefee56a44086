"""What a structure that a manifestation names beside its organiser has answered. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.content import Content
from shared.contracts.details import CoOrganiser
from shared.french.dates import day, last_day
from shared.french.typography import plural
from shared.geography.time_zones import PARIS

Answer = Literal["yes", "no"]
GOOD_FOR: Final = timedelta(days=30)
"""As long as it can be answered."""

MOST_TIMES: Final = 5
"""Mails to one structure about one manifestation: nobody’s mailbox is filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A structure was asked, by an address, whether it organises a manifestation too."""

    manifestation_id: UUID
    name: str
    asked_id: UUID
    email: str | None
    """None once it was answered, or is too old to be."""
    asked_by: UUID
    asked_at: datetime
    times: int
    """How often."""
    answer: Answer | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One of them as those who look after the manifestation see it."""

    name: str
    said: str
    confirmed: bool


def standings(named: Sequence[CoOrganiser], asked: Iterable[Asked]) -> list[Standing]:
    """Return where each stands that is named, in that order."""
    known = {each.name: each for each in asked}
    return [Standing(name=each.name, said=_said(known, each.name), confirmed=_yes(known, each.name)) for each in named]


def days_of(content: Content) -> str:
    """Say on which days a manifestation is, on its clock."""
    start, end = (at.astimezone(ZoneInfo(content.time_zone)) for at in (content.starts_at, content.ends_at))
    first, last = start.date(), last_day(start, end)
    return f"le {day(first)}" if first == last else f"du {day(first, year=first.year != last.year)} au {day(last)}"


def summary(found: Sequence[Standing]) -> str:
    """Say in a line how many have confirmed."""
    confirmed = sum(each.confirmed for each in found)
    return f"{plural(len(found), 'co-organisateur nommé', 'co-organisateurs nommés')}, {confirmed or 'aucun'} " + (
        "confirmés" if confirmed > 1 else "confirmé"
    )


def cause_of(asked_id: UUID) -> str:
    """Return what the mail that asks names as its cause."""
    return f"co-organiser-asked/{asked_id}"


def _yes(known: Mapping[str, Asked], name: str) -> bool:
    return name in known and known[name].answer == "yes"


def _said(known: Mapping[str, Asked], name: str) -> str:
    if name not in known:
        return "nom seulement"
    asked = known[name]
    if asked.answered_at:
        return f"{'a confirmé' if asked.answer == 'yes' else 'a répondu que non'} le {_on(asked.answered_at)}"
    if asked.email is None:
        return f"sans réponse à la demande du {_on(asked.asked_at)}"
    return f"demandé à {asked.email} le {_on(asked.asked_at)}, sans réponse encore"


def _on(at: datetime) -> str:
    return day(at.astimezone(ZoneInfo(PARIS)))
