"""What this service tells out of itself."""

from typing import Any

from services.submission.accounts.reconcile import numbered_accounts, numbered_session_keys
from services.submission.editions.reconcile import numbered_editions
from services.submission.manifestations.reconcile import numbered_manifestations
from shared.outbox.numbered import NumberedStream


def numbered_streams(_public_url: str) -> list[NumberedStream[Any]]:
    """Return accounts and editions before the manifestations that they have registered, or are registered for."""
    return [numbered_accounts(), numbered_session_keys(), numbered_editions(), numbered_manifestations()]
