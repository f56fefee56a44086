"""Use case: keep a small copy of what other services tell, and remember what is gone so that it does not come back."""

from collections.abc import Sequence
from uuid import UUID

from services.matchmaking.structures.rules import busy_times, search_name
from services.matchmaking.structures.store.listings import ListingRow, list_present_listings, upsert_listings
from services.matchmaking.structures.store.structures import (
    StructureRow,
    end_structures,
    list_present_structures,
    upsert_structures,
)
from shared.contracts.eligibility import StructureVerified
from shared.contracts.programme import ListingPublished
from shared.errors import InvalidMessage
from shared.kafka.records import Received
from shared.kafka.subscription import Present
from shared.postgres.database import Tx


async def know_structures(tx: Tx, received: Sequence[Received[StructureVerified]]) -> None:
    """Apply what was heard of structures, each at most once among them, whatever the order of the batches."""
    await upsert_structures(tx, [_structure(item) for item in received])
    replaced = {each for item in received if item.event for each in item.event.replaces}
    if replaced:
        # Their own tombstones may come later, from another partition: nobody books them until then.
        await end_structures(tx, sorted(replaced))


async def know_listings(tx: Tx, received: Sequence[Received[ListingPublished]]) -> None:
    """Apply what was heard of the public programme: when its manifestations take place."""
    await upsert_listings(tx, [_listing(item) for item in received])


async def present_structures(tx: Tx) -> list[Present]:
    """List the structures that are not known to be gone."""
    return [Present(*row) for row in await list_present_structures(tx)]


async def present_listings(tx: Tx) -> list[Present]:
    """List the manifestations that are not known to have left the programme."""
    return [Present(*row) for row in await list_present_listings(tx)]


def _structure(item: Received[StructureVerified]) -> StructureRow:
    if (event := item.event) is None:
        return StructureRow(structure_id=_identifier(item.key), version=item.version, gone=True)
    return StructureRow(
        structure_id=event.structure_id,
        version=event.version,
        gone=False,
        name=event.name,
        usual_name=event.usual_name or None,
        search_name=search_name(event.name, event.usual_name),
        legal_family=event.legal_family,
        region_code=event.region_code,
        themes=event.themes,
        verified_until=event.verified_until,
    )


def _listing(item: Received[ListingPublished]) -> ListingRow:
    if (event := item.event) is None:
        return ListingRow(manifestation_id=_identifier(item.key), version=item.version, gone=True)
    return ListingRow(
        manifestation_id=event.manifestation_id,
        version=event.version,
        gone=False,
        title=event.content.title,
        organiser_name=event.organiser.name,
        organiser_structure_id=event.organiser.structure_id,
        busy=busy_times(event.content.occurrences),
    )


def _identifier(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError as error:
        raise InvalidMessage("key_format", f"the key {key!r} is no identifier") from error
