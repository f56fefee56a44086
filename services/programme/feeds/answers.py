"""What a partner that keeps a copy is answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.programme.feeds.change import Change
from services.programme.feeds.changes import Changes
from services.programme.listings.answers import ListingAnswer, listing_answer
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAnswer:
    """What a manifestation has come to; whoever keeps a copy replaces it, or removes it."""

    manifestation_id: UUID
    state: Literal["online", "removed"]
    changed_at: datetime
    """When readers saw it change."""
    listing: ListingAnswer | None
    """None where it was removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAnswer:
    """A page of changes, oldest first."""

    items: list[ChangeAnswer]
    next: str | None
    """Cursor behind the last change, kept for the next time; None where nothing has ever changed since."""
    more: bool
    """True where the next page can be asked for at once."""


def changes_answer(site: Site, changes: Changes, following: str | None) -> ChangesAnswer:
    """Return changes as they are answered."""
    return ChangesAnswer(
        items=[_change_answer(site, each) for each in changes.items], next=following, more=changes.more
    )


def _change_answer(site: Site, change: Change) -> ChangeAnswer:
    return ChangeAnswer(
        manifestation_id=change.manifestation_id,
        state="online" if change.listing else "removed",
        changed_at=change.changed_at,
        listing=listing_answer(site, change.listing) if change.listing else None,
    )
