"""What this service tells out of itself."""

from typing import Any

from services.submission.editions.reconcile import numbered_editions
from services.submission.manifestations.reconcile import numbered_manifestations
from shared.outbox.numbered import NumberedStream


def numbered_streams(_public_url: str) -> list[NumberedStream[Any]]:
    """Return editions before the manifestations that are registered for them."""
    return [numbered_editions(), numbered_manifestations()]
