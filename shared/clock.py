"""The present, which tests set."""

from datetime import UTC, datetime


def at_present() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)
