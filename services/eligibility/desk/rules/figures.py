"""What a chamber's figures are made of; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

DAY = 86_400.0
BOUNDS = (DAY, 3 * DAY, 7 * DAY, 14 * DAY)
"""Seconds between the classes of an age or of a delay."""
CLASSES = ("moins d’un jour", "1 à 3 jours", "3 à 7 jours", "7 à 14 jours", "plus de 14 jours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How so many durations are spread over the classes."""

    classes: tuple[int, ...]
    median_seconds: float | None
    """None where there is nothing."""
    longest_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How many of one kind."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one queue in one edition."""

    waiting: Spread
    """How long those that wait have waited."""
    delays: Spread
    """How long those took that people decided."""
    verdicts: Sequence[Named]
    """What people decided."""
    grounds: Sequence[Named]
    """Of their refusals; one may have several."""
    questions: Sequence[Named]
    """That are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of a chart, which is a line of a table too."""

    label: str
    count: int
    percent: float
    """Of all."""
    length: float
    """Of the longest, in hundredths."""


def bars(named: Sequence[Named]) -> list[Bar]:
    """Return a line for each, with its share."""
    whole, most = sum(each.count for each in named), max((each.count for each in named), default=0)
    return [
        Bar(
            label=each.name,
            count=each.count,
            percent=100 * each.count / whole if whole else 0,
            length=100 * each.count / most if most else 0,
        )
        for each in named
    ]
