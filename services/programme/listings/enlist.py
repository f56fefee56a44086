"""Use case: keep a row per manifestation, online while its last decision says so; tell what readers see change."""

from collections.abc import Callable, Sequence
from uuid import UUID

from services.programme.listings.rules import local_period, search_text
from services.programme.listings.store import NewListing, upsert_listings
from shared.contracts.eligibility import EligibilityDecided
from shared.contracts.programme import LISTINGS, ListingPublished
from shared.geography import department, region
from shared.kafka.marks import NO_MARKS, Marks
from shared.kafka.records import Received
from shared.observability.context import Cause
from shared.outbox.append import OutboxRow, outbox_row, tombstone_row
from shared.postgres.database import Tx

PageOf = Callable[[UUID], str]
"""Gives the public address of a manifestation's page."""


async def enlist(
    tx: Tx, received: Sequence[Received[EligibilityDecided]], *, page_of: PageOf, marks: Marks = NO_MARKS
) -> int:
    """Apply decisions, each manifestation at most once among them, in one statement that saves ``marks`` too.

    Returns how many changes were told.
    """
    listings = [_listing(item.event, item.cause, page_of) for item in received if item.event is not None]
    return await upsert_listings(tx, listings, marks=marks)


def _listing(decision: EligibilityDecided, cause: Cause, page_of: PageOf) -> NewListing:
    period = local_period(decision.content)
    return NewListing(
        manifestation_id=decision.manifestation_id,
        version=decision.version,
        online=decision.online,
        paper=decision.paper,
        edition=decision.edition,
        region_code=decision.region_code,
        organiser_name=decision.organiser.name,
        starts_local=period.starts,
        first_day=period.first_day,
        last_day=period.last_day,
        search_text=search_text(words_of(decision)) if decision.online else "",
        content=decision.content if decision.online else None,
        told=_told(decision, cause, page_of),
    )


def words_of(decision: EligibilityDecided) -> list[str]:
    """Return what a keyword may be found in: also the names of the department and the region, which people type."""
    content = decision.content
    places = (department(content.place.department_code), region(content.place.region_code))
    return [
        content.title,
        content.description,
        decision.organiser.name,
        content.place.name,
        content.place.commune_name,
        *(place.name for place in places if place),
        content.format,
        *content.themes,
    ]


def _told(decision: EligibilityDecided, cause: Cause, page_of: PageOf) -> OutboxRow:
    """Make the record that holds if this decision changes what readers see."""
    if not decision.online:
        return tombstone_row(LISTINGS, str(decision.manifestation_id), decision.version, cause=cause)
    listing = ListingPublished(
        manifestation_id=decision.manifestation_id,
        version=decision.version,
        edition=decision.edition,
        region_code=decision.region_code,
        paper=decision.paper,
        organiser_name=decision.organiser.name,
        content=decision.content,
        url=page_of(decision.manifestation_id),
    )
    return outbox_row(LISTINGS, listing, cause=cause)
