"""Use case: keep a row per manifestation, online while its last decision says so; tell what readers see change."""

from collections.abc import Sequence

import msgspec

from services.programme.listings.listing import Listing
from services.programme.listings.rules.dates import occurrence_rows
from services.programme.listings.rules.words import search_text
from services.programme.listings.store.listings import ListingRow, upsert_listings
from services.programme.listings.telling import PageOf, told
from shared.contracts.eligibility import EligibilityDecided
from shared.kafka.marks import NO_MARKS, Marks
from shared.kafka.records import Received
from shared.postgres.database import Tx


async def enlist(
    tx: Tx, received: Sequence[Received[EligibilityDecided]], *, page_of: PageOf, marks: Marks = NO_MARKS
) -> int:
    """Apply decisions, each manifestation at most once among them, in one statement that saves ``marks`` too.

    Returns how many changes were told.
    """
    decided = [(item.event, item.cause) for item in received if item.event is not None]
    rows = [row_of(decision) for decision, _ in decided]
    records = [
        told(row.manifestation_id, row.version, _listing(row), page_of=page_of, cause=cause)
        for row, (_, cause) in zip(rows, decided, strict=True)
    ]
    return await upsert_listings(tx, rows, records, marks=marks)


def row_of(decision: EligibilityDecided) -> ListingRow:
    """Return the row that a decision makes: of what is published, whatever was judged."""
    published = decision.published
    if published is None:
        return ListingRow(
            manifestation_id=decision.manifestation_id, version=decision.version, edition=decision.edition
        )
    return ListingRow(
        manifestation_id=decision.manifestation_id,
        version=decision.version,
        judged_version=published.judged_version,
        edition=decision.edition,
        region_code=published.region_code,
        paper=published.paper,
        organiser_name=published.organiser.name,
        structure_id=published.structure_id,
        source=published.source,
        first_published_at=published.first_published_at,
        changed_at=published.changed_at,
        content=published.content,
        dates=occurrence_rows(published.content, region_code=published.region_code),
        search_text=search_text(published),
    )


def _listing(row: ListingRow) -> Listing | None:
    return None if row.content is None else msgspec.convert(row, Listing, from_attributes=True)
