"""What can be rebuilt from its topic."""

from typing import Any

from services.submission.consumer import decisions
from shared.rebuild.projection import Projection


def projections(_public_url: str) -> list[Projection[Any]]:
    """Return the decisions heard; manifestations are this service's own and come from no topic."""
    return [
        Projection(subscription=decisions(), table="decisions_heard", key="manifestation_id", moment="decided_at"),
    ]
