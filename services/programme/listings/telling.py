"""What is online about a manifestation, as readers of the topic are told of it; pure."""

from collections.abc import Callable
from uuid import UUID

from services.programme.listings.listing import Listing
from shared.contracts.programme import LISTINGS, ListedOrganiser, ListingPublished
from shared.observability.context import Cause
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row

PageOf = Callable[[UUID], str]
"""Gives the public address of a manifestation's page."""


def told(
    manifestation_id: UUID, version: int, listing: Listing | None, *, page_of: PageOf, cause: Cause | None = None
) -> OutboxRow:
    """Make the record that says what is shown in this version; a tombstone where that is nothing."""
    if listing is None:
        return tombstone_row(LISTINGS, str(manifestation_id), version, cause=cause)
    event = ListingPublished(
        manifestation_id=manifestation_id,
        version=version,
        edition=listing.edition,
        region_code=listing.region_code,
        paper=listing.paper,
        organiser=ListedOrganiser(name=listing.organiser_name, structure_id=listing.structure_id),
        content=listing.content,
        url=page_of(manifestation_id),
        first_published_at=listing.first_published_at,
        changed_at=listing.changed_at,
        source=listing.source,
    )
    return outbox_row(LISTINGS, event, cause=cause)
