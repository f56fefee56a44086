"""The records of a file, one by one, whatever state they are in: each is a row, or a row with the reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.submission.imports.text import one_line

MOST_ROWS = 10_000
"""Of one file."""
SHOWN = 120
"""Characters of an unreadable record that the report repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record: its fields, or why it could not be read."""

    number: int
    """Counted from 1, in the order of the file, blank lines left out."""
    fields: Mapping[str, Any]
    fault: str | None = None
    """One French sentence."""
    aside: str | None = None
    """Why it is no manifestation to register, where it is none."""
    text: str = ""
    """The beginning of what could not be read; of what is set aside, its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All records of a file, and what was assumed to read it."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    file: str = ""
    """The file's name without its ending."""
    table: bool = False
    """True where the records are lines of a table, whose columns a person knows by their titles."""

    @property
    def readable(self) -> list[Row]:
        """The rows to send."""
        return [row for row in self.rows if row.fault is None and row.aside is None]


def unreadable(number: int, fault: str, text: str) -> Row:
    """Return the row that stands for something that is no record."""
    return Row(number=number, fields={}, fault=fault, text=one_line(text[:SHOWN]))
