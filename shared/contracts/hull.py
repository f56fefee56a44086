"""From the first to the last of a manifestation's dates, as ``Content`` has it."""

from collections.abc import Sequence
from datetime import datetime

from shared.contracts.content import Occurrence


def hull(occurrences: Sequence[Occurrence]) -> tuple[datetime, datetime]:
    """Return beginning and end of what is not cancelled; of all where all is."""
    held = [occurrence for occurrence in occurrences if occurrence.state != "cancelled"] or occurrences
    return min(each.starts_at for each in held), max(each.ends_at for each in held)
