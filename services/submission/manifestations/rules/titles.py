"""Titles compared as readers do."""

from shared.geography import fold


def same_title(one: str, other: str) -> bool:
    """Return True for two titles that a reader would take for one, whatever their case, accents and spaces."""
    return fold(one) == fold(other)
