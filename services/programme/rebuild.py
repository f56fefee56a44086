"""What can be rebuilt from its topics."""

from typing import Any

from services.programme.consumer import subscriptions
from services.programme.listings.rules.addresses import page_path
from shared.contracts.programme import LISTINGS
from shared.rebuild.identity import identity_projections
from shared.rebuild.projection import Projection


def projections(public_url: str) -> list[Projection[Any]]:
    """Return the listings, which tell page addresses under ``public_url``, and who is asking."""
    decisions, *_ = subscriptions(lambda manifestation_id: f"{public_url.rstrip('/')}{page_path(manifestation_id)}")
    return [
        Projection(
            subscription=decisions,
            table="listings",
            key="manifestation_id",
            tells=LISTINGS,
            remembered=("first_published_at",),
            edition="edition",
        ),
        *identity_projections("programme"),
    ]
