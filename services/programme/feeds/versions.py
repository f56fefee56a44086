"""Use cases: the versions of the programme by name, and how much of it is otherwise since."""

from datetime import date, datetime
from typing import NamedTuple

from services.programme.feeds.change import Difference
from services.programme.feeds.store import count_by_day, count_since
from services.programme.printing.name_cuts import cuts_of
from services.programme.printing.snapshot import Snapshot
from shared.geography.time_zones import PARIS
from shared.postgres.database import Tx


class DayVersion(NamedTuple):
    """The programme as a day began."""

    day: date
    since: int
    """How many manifestations have changed for the last time since then."""


class Versions(NamedTuple):
    """What the programme can be compared with, the latest first."""

    cuts: list[Snapshot]
    days: list[DayVersion]


async def versions_of(tx: Tx, edition: int, region: str | None) -> Versions:
    """Return what was cut for paper, and each day on which something changed."""
    days, since = [], 0
    for day, changes in await count_by_day(tx, edition, region, PARIS):
        since += changes
        days.append(DayVersion(day, since))
    return Versions(cuts=await cuts_of(tx, edition, region), days=days)


async def difference_since(tx: Tx, edition: int, region: str | None, since: datetime) -> Difference:
    """Return how much appeared, changed and vanished since a moment; what came and went is neither."""
    return await count_since(tx, edition, region, since)
