"""A record as it will be sent, with what was assumed and what could not be understood."""

from dataclasses import dataclass, field, replace
from typing import Any

from services.submission.imports.columns.column_names import COLUMNS
from services.submission.imports.columns.columns import Cell, Columns
from services.submission.imports.columns.field_names import where
from services.submission.imports.mapping.completed import Completion
from services.submission.imports.rules.faults import Fault

OCCURRENCES = "/occurrences"
START, END = "/occurrences/0/starts_at", "/occurrences/0/ends_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The body to send. Fields at fault are left out of it, so that the platform names all its own faults as well."""

    body: dict[str, Any]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    columns: dict[str, str]
    """From a JSON pointer to the column it was filled from, or should have been."""
    table: bool = False
    """True where a person knows the columns by their titles."""
    completions: tuple[Completion, ...] = ()
    moved: str | None = None
    """From which day to which it was moved, where it was."""

    def located(self, fault: Fault) -> Fault:
        """Add to a fault the column (of an item of a list, ``/themes/0``, that of the list) and where to look."""
        parent = fault.pointer.rpartition("/")[0]
        column = fault.column or self.columns.get(fault.pointer) or self.columns.get(parent)
        return replace(fault, column=column, where=where(fault.pointer, column, table=self.table))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A body in the making."""

    record: Columns
    body: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    completions: list[Completion] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    month_first: frozenset[str] = frozenset()
    """Columns of the file in which other dates are written the American way."""

    def complete(self, what: str, value: str, source: str) -> None:
        """Note what was put in place of something that the record does not say."""
        completion = Completion(what=what, value=value, source=source)
        self.completions.append(completion)
        self.notes.append(completion.note)

    def text(self, field: str) -> str | None:
        """Return the surest column for ``field`` as text; a list or an object there is a fault, not a text."""
        cell = self.record.first(field)
        if cell is None:
            return None
        pointer = pointer_of(field)
        self.columns[pointer] = cell.column
        if cell.text is None:
            self.fault(
                pointer,
                "type_unexpected",
                f"« {cell.column} » contient une liste ou un objet au lieu d’un texte.",
                cell,
            )
        return cell.text

    def fault(self, pointer: str, code: str, message: str, cell: Cell | None = None, value: str | None = None) -> None:
        """Record a field that could not be understood."""
        if cell is not None:
            self.columns[pointer] = cell.column
            value = value or cell.shown
        column = cell.column if cell else None
        self.faults.append(Fault(pointer=pointer, code=code, message=message, value=value, column=column))

    def done(self, *, table: bool) -> Mapped:
        """Return the result."""
        for name in ("city", *COLUMNS):
            if column := self.record.named(name):
                self.columns.setdefault(pointer_of(name), column)
        mapped = Mapped(
            body=self.body,
            faults=(),
            notes=tuple(dict.fromkeys(self.notes)),
            columns=self.columns,
            table=table,
            completions=tuple(self.completions),
            moved=next(iter(self.moved), None),
        )
        return replace(mapped, faults=tuple(mapped.located(fault) for fault in self.faults))


def pointer_of(field: str) -> str:
    """Return the JSON pointer into the body for one of our field names."""
    names = {
        "start": "occurrences.0.starts_at",
        "end": "occurrences.0.ends_at",
        "city": "place.commune_code",
        "openness": "open_to_all",
    }
    return "/" + names.get(field, field).replace(".", "/")
