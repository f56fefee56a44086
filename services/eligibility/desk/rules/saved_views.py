"""What a saved view is. Pure."""

from dataclasses import dataclass

MOST_VIEWS = 20
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """Filters of a queue under a name."""

    name: str
    query: str
    """From the question mark of the address on; empty for the queue as it is."""
