"""What this service tells out of itself."""

from typing import Any

from services.eligibility.dossiers.reconcile import numbered_decisions
from services.eligibility.structures.reconcile import numbered_structures
from shared.outbox.numbered import NumberedStream


def numbered_streams(_public_url: str) -> list[NumberedStream[Any]]:
    """Return decisions before structures, which decisions verify."""
    return [numbered_decisions(), numbered_structures()]
