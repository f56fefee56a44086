"""Which of two registrations are mostly one manifestation, entered twice. Pure; measured in docs/duplicates.md."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.content import Content, Organiser
from shared.geography import fold
from shared.geography.arrondissements import city_of
from shared.geography.clocks import place_of

LIKE_TITLE: Final = 0.6
"""Enough where the place or the organiser is the same too."""
SAME_TITLE: Final = 0.8
"""Enough by itself, where the title says much: there are many « Portes ouvertes » in a town on one day."""
SAYS_MUCH: Final = 4
"""Words."""
LIKE_NAME: Final = 0.7
NUMBER = re.compile(r"\d+")
SAYS_NOTHING = frozenset(
    "a au aux avec chez d dans de des du en et l la le les par pour sur un une".split()  # noqa: SIM905
)
ONLINE = "en ligne"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Which one it is, as far as whoever registered it says that it is not another."""

    manifestation_id: UUID
    owner: str
    reference: str | None
    """Of its owner."""
    parent_id: UUID | None
    """Of which it is part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One date at one place."""

    commune: str
    place: str
    """Folded name."""
    address: str
    starts_at: datetime
    ends_at: datetime
    day: date | None
    """On the clock of the place, where no hours are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What is compared of a manifestation; made once, compared with many."""

    title: Counter[str]
    """Groups of three letters."""
    words: int
    """Of the title, those that say something."""
    numbers: tuple[str, ...]
    organiser: Counter[str]
    organiser_numbers: frozenset[str]
    sessions: Sequence[Session]


def features_of(organiser: Organiser, content: Content) -> Features:
    """Return what is compared; cancelled dates are not."""
    return Features(
        title=groups(content.title),
        words=len(telling(content.title)),
        numbers=tuple(NUMBER.findall(fold(content.title))),
        organiser=groups(organiser.name),
        organiser_numbers=frozenset(
            number
            for number in (
                organiser.siren or (organiser.siret or "")[:9],
                *(organiser.rna, organiser.uai, organiser.rnf),
            )
            if number
        ),
        sessions=[
            Session(
                commune=city_of(place.commune_code) if place else ONLINE,
                place=fold(place.name) if place else ONLINE,
                address=fold(place.address or "") if place else ONLINE,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
                day=each.starts_at.astimezone(ZoneInfo(content.time_zone)).date() if each.all_day else None,
            )
            for each in content.occurrences
            if each.state != "cancelled"
            for place in [place_of(content, each)]
        ],
    )


def told_apart(one: Entry, other: Entry) -> bool:
    """Return True for different references of one account, parts of one programme, a part and its whole.

    Whoever keeps an agenda knows its entries apart. One is told apart from itself, too.
    """
    if one.manifestation_id == other.manifestation_id:
        return True
    if one.owner == other.owner and one.reference and other.reference:
        return True
    whole = other.parent_id
    return (whole is not None and whole in {one.manifestation_id, one.parent_id}) or (
        one.parent_id == other.manifestation_id
    )


def are_twins(one: Features, other: Features) -> bool:
    """Return True where a reader would take the two for one.

    They are at the same time in the same commune, their titles say much the same, and the organiser or the place is the
    same too, unless the title alone says enough. Titles with different numbers are parts of a series.
    """
    if one.numbers != other.numbers:
        return False
    alike = likeness(one.title, other.title)
    if alike < LIKE_TITLE:
        return False
    met = [(a, b) for a in one.sessions for b in other.sessions if a.commune == b.commune and overlap(a, b)]
    if not met:
        return False
    says_enough = alike >= SAME_TITLE and min(one.words, other.words) >= SAYS_MUCH
    return says_enough or same_organiser(one, other) or any(same_place(a, b) for a, b in met)


def overlap(one: Session, other: Session) -> bool:
    """Return True where the hours of one meet those of the other; two whole days where they are the same."""
    if one.day and other.day:
        return one.day == other.day
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def same_place(one: Session, other: Session) -> bool:
    """Return True for the same address, or names that are much the same."""
    if one.address and one.address == other.address:
        return True
    return likeness(groups(one.place), groups(other.place)) >= LIKE_NAME


def same_organiser(one: Features, other: Features) -> bool:
    """Return True for a number in common, or names that are much the same."""
    if one.organiser_numbers & other.organiser_numbers:
        return True
    return likeness(one.organiser, other.organiser) >= LIKE_NAME


def telling(text: str) -> list[str]:
    """Return the words that say something, folded; all of them where none does."""
    words = fold(text).split()
    return [word for word in words if word not in SAYS_NOTHING] or words


def groups(text: str) -> Counter[str]:
    """Return the groups of three letters of the words that say something, each with a blank around."""
    return Counter(f" {word} "[at : at + 3] for word in telling(text) for at in range(len(word)))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much two texts share, from 0 to 1 (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
