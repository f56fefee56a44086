"""What this service tells out of itself."""

from typing import Any

from services.submission.accounts.reconcile import numbered_accounts, numbered_session_keys
from services.submission.editions.reconcile import numbered_editions
from services.submission.manifestations.reconcile import numbered_manifestations
from services.submission.personal_data.erase import erase_again
from shared.outbox.numbered import NumberedStream


def numbered_streams(_public_url: str) -> list[NumberedStream[Any]]:
    """Return editions before the manifestations that are registered for them, and accounts last.

    A person who was erased is forgotten in manifestations as well, once these are what the topic says.
    """
    return [numbered_editions(), numbered_manifestations(), numbered_accounts(erase_again), numbered_session_keys()]
