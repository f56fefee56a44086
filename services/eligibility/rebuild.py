"""What can be rebuilt from its topics."""

from typing import Any

from shared.rebuild.identity import identity_projections
from shared.rebuild.projection import Projection


def projections(_public_url: str) -> list[Projection[Any]]:
    """Return who is asking; dossiers and structures are this service's own and come from no topic."""
    return identity_projections("eligibility")
