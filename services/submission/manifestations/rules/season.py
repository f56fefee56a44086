"""How long one date of a manifestation may be."""

LONGEST_DAYS = 62
"""From the beginning of one date to its end."""
