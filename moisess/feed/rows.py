"""The records of a file, one by one, whatever state they are in: each is a row, or a row with the reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moisess.feed.text import one_line
from shared.french.typography import typo

SHOWN = 120
"""Characters of an unreadable record that the report repeats."""


class FileUnusable(Exception):
    """The file as a whole cannot be read; the message is a sentence for the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(typo(sentence))


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


def read_bytes(path: Path) -> bytes:
    """Read the file whole. Raises ``FileUnusable``."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileUnusable(f"Le fichier {path} n’existe pas : vérifiez son chemin.") from error
    except IsADirectoryError as error:
        raise FileUnusable(f"{path} est un dossier : indiquez un fichier .jsonl ou .csv.") from error
    except OSError as error:
        raise FileUnusable(f"Le fichier {path} ne peut pas être lu : {error.strerror}.") from error
