"""The fields of a record by what they mean, whatever its columns are called and however deep they are nested."""

import json
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from services.submission.imports.columns.column_names import COLUMNS
from services.submission.imports.columns.headings import KNOWN, meaning
from services.submission.imports.columns.persons import FORM_TIMES, STAMP, STAMPED, organisers_own, persons_own
from services.submission.imports.text import is_missing, one_line

LONGEST_SHOWN = 200
NOTHING: Mapping[str, str] = {}
Rewrite = Callable[[Any], tuple[Any, str | None]]
"""Returns a value as it is to be read, and a sentence for its record where that is worth one."""
NOT_REWRITTEN: Mapping[str, Rewrite] = {}
REPORT = frozenset({"resultat", "a corriger"})
"""Columns that a report of ours has added."""
LISTS = frozenset((*COLUMNS["timings"], *COLUMNS["timing"], *COLUMNS["registration"]))
"""Where one thing in a list is a list of one."""
TWICE = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value with the name of the column it stood in."""

    column: str
    value: Any

    @property
    def shown(self) -> str:
        """The value as a message may repeat it."""
        return one_line(str(self.value)[:LONGEST_SHOWN])

    @property
    def text(self) -> str | None:
        """The value as text; None where it is a list or an object, which no text field holds."""
        match self.value:
            case str():
                return self.value
            case bool():
                return "oui" if self.value else "non"
            case int():
                return str(self.value)
            case float():
                return str(int(self.value)) if self.value.is_integer() else str(self.value)
            case list() if all(isinstance(item, str | int | float) for item in self.value):
                return ", ".join(str(item) for item in self.value)
        return None


class Columns:
    """The filled fields of one record, by what they mean."""

    def __init__(
        self,
        fields: Mapping[str, Any],
        chosen: Mapping[str, str] = NOTHING,
        rewritten: Mapping[str, Rewrite] = NOT_REWRITTEN,
    ) -> None:
        """Take the fields as they came; ``chosen`` is what a column is said to hold, or nothing.

        ``rewritten`` says of columns how each value is to be written before it is read.
        """
        self.notes: list[str] = []
        self._cells: dict[str, list[Cell]] = {}
        self._names: dict[str, str] = {}
        self._nulls: set[str] = set()
        flat = [(path, meaning(path), value) for path, value in _flat(fields)]
        names = [name for _, name, _ in flat]
        renamed = persons_own(names)
        own = organisers_own(names) | renamed
        for path, meant, came in flat:
            value, note = rewritten[path](came) if path in rewritten else (came, None)
            self.notes += [note] if note else []
            name = _chosen(chosen[path]) if path in chosen else own.get(meant, meant)
            if renamed and name in FORM_TIMES and STAMP.match(str(value)):
                name = STAMPED
            self._names.setdefault(name, _shown(path))
            if value is None:
                self._nulls.add(name)
            if not _empty(value):
                self._cells.setdefault(name, []).append(Cell(column=_shown(path), value=value))

    def all(self, field: str) -> list[Cell]:
        """Return every filled column that means ``field``, the surest first."""
        return [cell for name in COLUMNS.get(field, (field,)) for cell in self._cells.get(name, ())]

    def first(self, field: str) -> Cell | None:
        """Return the surest filled column that means ``field``."""
        return next(iter(self.all(field)), None)

    def move(self, cell: Cell, field: str) -> None:
        """Take a cell for another field than its heading says."""
        for cells in self._cells.values():
            if cell in cells:
                cells.remove(cell)
        self._cells.setdefault(COLUMNS[field][0], []).append(cell)

    def has(self, field: str) -> bool:
        """Return True where there is such a column, filled or not."""
        return any(name in self._names for name in COLUMNS[field])

    def is_null(self, field: str) -> bool:
        """Return True where a record of JSON has null under the field's own name, which says more than nothing."""
        return COLUMNS[field][0] in self._nulls

    def unknown(self) -> list[Cell]:
        """Return the filled cells of columns that mean nothing here and that nobody has said anything about."""
        names = [name for name in self._cells if name and name not in KNOWN and name not in REPORT]
        return [cell for name in names for cell in self._cells[name]]

    def named(self, field: str) -> str | None:
        """Return the column to write ``field`` in: the surest that the record has, filled or not."""
        cell = self.first(field)
        return (
            cell.column if cell else next((self._names[name] for name in COLUMNS[field] if name in self._names), None)
        )

    def second_thoughts(self) -> list[Cell]:
        """Return the cells under a heading that stands twice which say something else than the first."""
        listed = {*COLUMNS["public_contact.phone"], *COLUMNS["public_contact.email"]}
        return [
            cell
            for name, cells in self._cells.items()
            if name in KNOWN and name not in listed
            for cell in cells[1:]
            if TWICE.search(cell.column) and cell.value != cells[0].value
        ]


def flat_names(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every column with its value as it may be shown."""
    for path, value in _flat(fields):
        yield path, "" if _empty(value) else Cell(column=path, value=value).shown


def flat_values(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every column with its value as a cell of a table holds it, whole."""
    for path, value in _flat(fields):
        if isinstance(value, list):
            yield path, json.dumps(value, ensure_ascii=False)
        else:
            yield (
                path,
                "" if value is None else value if isinstance(value, str) else Cell(column="", value=value).text or "",
            )


def passed_over(fields: Mapping[str, Any], taken: Collection[str] = ()) -> list[str]:
    """Return the filled columns whose name means nothing here, but for those that are ``taken`` all the same."""
    return [
        one_line(path)
        for path, value in _flat(fields)
        if not _empty(value) and path not in taken and meaning(path) not in KNOWN | REPORT
    ]


@lru_cache(maxsize=4096)
def _shown(path: str) -> str:
    return one_line(path)


def _chosen(field: str) -> str:
    """Return the name under which a field is looked for; nothing but questions of an edition has its own."""
    return COLUMNS[field][0] if field in COLUMNS else field


def _flat(fields: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        path = f"{prefix}{name}"
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and meaning(name) not in LISTS:
            yield from _flat(value[0], f"{path}.")
        elif isinstance(value, dict):
            yield from _flat(value, f"{path}.")
        else:
            yield path, value


def _empty(value: Any) -> bool:
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or value == [] or (isinstance(value, str) and is_missing(value))
