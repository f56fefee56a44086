"""What the process that reads a file is told, and what it tells. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.submission.imports.columns.guess import Column
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.rules.rows import ImportRow
from shared.contracts.submission import EditionChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be read, whose bytes follow."""

    file_name: str
    defaults: Defaults
    edition: EditionChanged
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """How the account reads the columns of files of a shape, by shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A file that was read, or the sentence on why it could not be."""

    refusal: str | None = None
    rows: tuple[ImportRow, ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    shape: str = ""
