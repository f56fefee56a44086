"""A file to its records, by what its bytes are and else by its ending."""

from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from services.submission.imports.reading.aside import without_what_is_none
from services.submission.imports.reading.calendars import read_calendar
from services.submission.imports.reading.csv_rows import read_csv
from services.submission.imports.reading.json_rows import read_json
from services.submission.imports.reading.not_text import Kind, kind_of
from services.submission.imports.reading.rows import MOST_ROWS, Reading
from services.submission.imports.reading.sheets import read_sheets
from services.submission.imports.reading.storable import storable, storable_fields
from services.submission.imports.reading.unusable import FileUnusable
from shared.french.typography import grouped

READERS: dict[Kind, Callable[[bytes], Reading]] = {
    "sheets": read_sheets,
    "calendar": read_calendar,
    "json": read_json,
    "csv": read_csv,
}
TOO_MANY = "« {} » compte {} enregistrements, {} au plus sont pris en une fois : partagez-le en plusieurs fichiers."


def read(name: str, content: bytes) -> Reading:
    """Read every record. Raises ``FileUnusable`` where the file holds none that can be had, or too many."""
    reading = READERS[kind_of(name, content)](content)
    if not reading.rows:
        raise FileUnusable(_without_records(name, content, reading))
    if len(reading.rows) > MOST_ROWS:
        raise FileUnusable(TOO_MANY.format(name, grouped(len(reading.rows)), grouped(MOST_ROWS)))
    rows = tuple(replace(row, fields=storable_fields(row.fields), text=storable(row.text)) for row in reading.rows)
    return replace(without_what_is_none(replace(reading, rows=rows)), file=PurePath(name).stem)


def _without_records(name: str, content: bytes, reading: Reading) -> str:
    if not content.removeprefix(BOM_UTF8).strip():
        return f"Le fichier « {name} » est vide : il n’y a rien à inscrire."
    if reading.table:
        return f"Le fichier « {name} » n’a que des titres de colonnes : il n’y a aucun enregistrement à inscrire."
    return f"Le fichier « {name} » ne contient aucun enregistrement : il n’y a rien à inscrire."
