"""Use case: keep a small copy of what other services tell, and remember what is gone so that it does not come back."""

from collections.abc import Sequence
from uuid import UUID

from services.matchmaking.structures.heard_store import HeardListing, HeardStructure, upsert_listings, upsert_structures
from shared.contracts.eligibility import StructureVerified
from shared.contracts.programme import ListingPublished
from shared.errors import InvalidMessage
from shared.geography.folding import fold
from shared.kafka.records import Received
from shared.postgres.database import Tx


async def know_structures(tx: Tx, received: Sequence[Received[StructureVerified]]) -> None:
    """Apply what was heard of structures, each at most once among them, whatever the order of the batches."""
    await upsert_structures(tx, [_structure(item) for item in received])


async def know_listings(tx: Tx, received: Sequence[Received[ListingPublished]]) -> None:
    """Apply what was heard of the public programme: when its manifestations take place."""
    await upsert_listings(tx, [_listing(item) for item in received])


def _structure(item: Received[StructureVerified]) -> HeardStructure:
    if (event := item.event) is None:
        return HeardStructure(structure_id=_identifier(item.key), version=item.version, gone=True)
    return HeardStructure(
        structure_id=event.structure_id,
        version=event.version,
        gone=False,
        name=event.name,
        search_name=fold(event.name),
        legal_family=event.legal_family,
        region_code=event.region_code,
        themes=event.themes,
    )


def _listing(item: Received[ListingPublished]) -> HeardListing:
    if (event := item.event) is None:
        return HeardListing(manifestation_id=_identifier(item.key), version=item.version, gone=True)
    return HeardListing(
        manifestation_id=event.manifestation_id,
        version=event.version,
        gone=False,
        title=event.content.title,
        organiser_name=event.organiser_name,
        starts_at=event.content.starts_at,
        ends_at=event.content.ends_at,
    )


def _identifier(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError as error:
        raise InvalidMessage("key_format", f"the key {key!r} is no identifier") from error
