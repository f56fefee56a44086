"""The door for topics: what this service hears."""

from collections.abc import Sequence
from typing import Any

from services.matchmaking.meetings.follow import follow_structures
from services.matchmaking.structures.know import know_listings, know_structures, present_listings, present_structures
from shared.contracts.eligibility import STRUCTURES, StructureVerified
from shared.contracts.programme import LISTINGS, ListingPublished
from shared.editions.hear import editions_heard
from shared.identity.know import accounts_heard, session_keys_heard
from shared.kafka.records import Received
from shared.kafka.subscription import Subscription
from shared.postgres.database import Tx

FETCH_WAIT_MS = 100
"""Nobody waits at a screen for a structure to become bookable."""


def subscriptions() -> list[Subscription[Any]]:
    """Return who may meet, when the programme keeps them busy (nothing asks it yet), the editions, who is asking."""
    return [
        Subscription(
            stream=STRUCTURES,
            group="matchmaking.structures",
            handle=on_structure_verified,
            fetch_wait_ms=FETCH_WAIT_MS,
            list_present=present_structures,
        ),
        Subscription(
            stream=LISTINGS,
            group="matchmaking.listings",
            handle=on_listing_published,
            fetch_wait_ms=FETCH_WAIT_MS,
            list_present=present_listings,
        ),
        editions_heard(group="matchmaking.editions"),
        accounts_heard(group="matchmaking.accounts"),
        session_keys_heard(group="matchmaking.session-keys"),
    ]


async def on_structure_verified(tx: Tx, received: Sequence[Received[StructureVerified]]) -> None:
    """Bring the structures up to what was told, and lead meetings on to ids that replace others."""
    await know_structures(tx, received)
    await follow_structures(tx, received)


async def on_listing_published(tx: Tx, received: Sequence[Received[ListingPublished]]) -> None:
    """Bring the times of manifestations up to what was told."""
    await know_listings(tx, received)
