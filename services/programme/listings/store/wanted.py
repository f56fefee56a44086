"""What a date must be to be listed, as conditions of a statement.

Only what is asked for is in the statement: a condition that may be off would keep the planner from the indexes. The
parts are constants of this file; values are parameters.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from services.programme.listings.listing import Filters

CONDITIONS: Mapping[str, str] = {
    "edition": "dates.edition = {}::int",
    "region": "dates.region_code = {}::text",
    "department": "dates.department_code = {}::text",
    "theme": "dates.themes ? {}::text",
    "format": "dates.format = {}::text",
    # Without words the wide rows of listings are not looked at.
    "patterns": """EXISTS (
            SELECT
            FROM listings
            WHERE listings.manifestation_id = dates.manifestation_id AND listings.search_text LIKE ALL ({}::text[])
        )""",
}
BEFORE_ANY_CLOCK = timedelta(hours=10)
"""What the westernmost clock of France, in Polynesia, is behind UTC."""
LONGEST_EVENING = timedelta(hours=30)
"""What begins and ends on one day, small hours included, lasts no longer."""


class Parameters:
    """The values of a statement, numbered in the order in which they are mentioned."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: list[Any] = []

    def add(self, value: Any) -> str:
        """Return what stands in the statement for ``value``."""
        self.values.append(value)
        return f"${len(self.values)}"


def wanted(filters: Filters, parameters: Parameters) -> list[str]:
    """Return a condition for each filter that is set, days and what has ended apart."""
    given = ((name, getattr(filters, name)) for name in CONDITIONS)
    return [CONDITIONS[name].format(parameters.add(value)) for name, value in given if value]


def on_days(filters: Filters, parameters: Parameters) -> list[str]:
    """Return the conditions of the days that are asked for."""
    found = []
    if filters.first_day:
        found.append(f"dates.last_day >= {parameters.add(filters.first_day)}::date")
    if filters.last_day:
        found.append(f"dates.starts_local < {parameters.add(filters.last_day)}::date + 1")
    return found


def earliest_start(filters: Filters) -> datetime | None:
    """Return when, on the clock of its place, a date of one day begins at the earliest; None where any will do."""
    begins = []
    if filters.first_day:
        begins.append(datetime.combine(filters.first_day, datetime.min.time()))
    if filters.ending_after:
        begins.append(filters.ending_after.astimezone(UTC).replace(tzinfo=None) - BEFORE_ANY_CLOCK - LONGEST_EVENING)
    return max(begins, default=None)
