"""A record as it will be sent, with what was assumed and what could not be understood."""

from dataclasses import dataclass, field
from typing import Any

from moisess.feed.columns import Cell, Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A field that is not as it should be; ours or the platform's word on it."""

    pointer: str
    code: str
    message: str
    value: str | None = None
    column: str | None = None
    """The column of the file that it came from, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The body to send. Fields at fault are left out of it, so that the platform names all its own faults as well."""

    body: dict[str, Any]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    columns: dict[str, str]
    """From a JSON pointer to the column it was filled from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A body in the making."""

    record: Columns
    body: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)

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
        column = self.columns.get(pointer)
        self.faults.append(Fault(pointer=pointer, code=code, message=message, value=value, column=column))

    def done(self) -> Mapped:
        """Return the result."""
        return Mapped(
            body=self.body, faults=tuple(self.faults), notes=tuple(dict.fromkeys(self.notes)), columns=self.columns
        )


def pointer_of(field: str) -> str:
    """Return the JSON pointer into the body for one of our field names."""
    names = {"start": "starts_at", "end": "ends_at", "city": "place.commune_code"}
    return "/" + names.get(field, field).replace(".", "/")
