"""Use case: what appeared, changed or left, for partners that keep a copy and for people who follow."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.programme.feeds.change import Change, ChangePosition
from services.programme.feeds.store import list_newest_first, list_oldest_first
from shared.postgres.database import Tx

SETTLED = timedelta(seconds=60)
"""A change is written a moment before it is committed, and another may be committed first: whoever goes on behind the
last change must not pass by one that was still under way. No statement takes half as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A page of changes."""

    items: tuple[Change, ...]
    more: bool
    """True where another page can be asked for at once."""

    @property
    def last(self) -> ChangePosition | None:
        """Where the page ends."""
        return ChangePosition(self.items[-1].changed_at, self.items[-1].manifestation_id) if self.items else None


async def changes_since(
    tx: Tx,
    edition: int,
    region: str | None,
    *,
    since: datetime | None,
    after: ChangePosition | None,
    now: datetime,
    limit: int,
) -> Changes:
    """Return changes in their order, each manifestation once at its last one; those of the last minute come later."""
    found = await list_oldest_first(
        tx, edition, region, before=now - SETTLED, since=since, after=after, limit=limit + 1
    )
    return Changes(items=tuple(found[:limit]), more=len(found) > limit)


async def latest_changes(
    tx: Tx,
    edition: int,
    region: str | None,
    *,
    since: datetime | None = None,
    after: ChangePosition | None = None,
    limit: int,
) -> Changes:
    """Return the newest changes first; with ``since`` what differs from the programme of that moment."""
    found = await list_newest_first(tx, edition, region, since=since, after=after, limit=limit + 1)
    return Changes(items=tuple(found[:limit]), more=len(found) > limit)
