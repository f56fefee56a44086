"""What columns are taken for where that is not their own heading's meaning: a person's word, or a question's name."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.submission.imports.columns.columns import Rewrite
from services.submission.imports.columns.guess import Column
from services.submission.imports.columns.questions import FIELD, Questions
from services.submission.imports.columns.slashed_hours import RANGES, as_ranges

HOURS = "timing"


def still_asked(said: Mapping[str, str], questions: Questions) -> dict[str, str]:
    """Leave out what was said of columns for questions that an edition asks no more."""
    return {name: field for name, field in said.items() if not field.startswith(FIELD) or field in questions.by_field}


def taken_for(columns: Iterable[Column], questions: Questions) -> dict[str, str]:
    """Return the columns that are not read by their headings alone, with the field that each of them is."""
    return {
        column.name: HOURS if column.field == RANGES else column.field
        for column in columns
        if column.chosen or column.field in questions.by_field
    }


def ranges_in(columns: Iterable[Column]) -> dict[str, Rewrite]:
    """Return how columns are written whose pairs of hours are said to be ranges."""
    return {column.name: _as_ranges for column in columns if column.field == RANGES}


def _as_ranges(value: Any) -> tuple[Any, str | None]:
    return (as_ranges(value) if isinstance(value, str) else value), None
