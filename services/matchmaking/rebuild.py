"""What can be rebuilt from its topics."""

from typing import Any

from services.matchmaking.consumer import subscriptions
from shared.rebuild.projection import Projection


def projections(_public_url: str) -> list[Projection[Any]]:
    """Return structures and listings; of a structure that is gone, the topic does not tell the name for long."""
    structures, listings, _ = subscriptions()
    return [
        Projection(subscription=structures, table="structures", key="structure_id", remembered=("name",), gone="gone"),
        Projection(subscription=listings, table="listings", key="manifestation_id", gone="gone"),
    ]
