"""What this service tells out of itself."""

from typing import Any

from services.matchmaking.meetings.reconcile import numbered_meetings
from shared.outbox.numbered import NumberedStream


def numbered_streams(_public_url: str) -> list[NumberedStream[Any]]:
    """Return the meetings."""
    return [numbered_meetings()]
