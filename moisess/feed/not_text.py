"""Files that are no text: told apart by their name and first bytes, and refused before a record is looked for."""

from pathlib import Path

from moisess.feed.encoding import MARKS
from moisess.feed.rows import FileUnusable

SPREADSHEETS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".numbers"}
ZIP, OLD_OFFICE, NO_CHARACTER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00"
IN_ZIP = ((b"xl/", "xlsx"), (b"opendocument.spreadsheet", "ods"))
SIGNS = (
    (b"%PDF", "un document PDF"),
    (ZIP, "une archive (zip)"),
    (b"PK\x05\x06", "une archive (zip)"),
    (b"\x1f\x8b", "une archive (gzip)"),
    (b"7z\xbc\xaf", "une archive (7z)"),
    (b"Rar!", "une archive (rar)"),
    (b"\x89PNG", "une image (png)"),
    (b"\xff\xd8\xff", "une image (jpeg)"),
)


def refuse_what_is_no_text(path: Path, content: bytes) -> None:
    """Raise ``FileUnusable`` for a spreadsheet, an archive, a PDF, and whatever else holds NUL bytes."""
    if kind := _spreadsheet(path, content):
        raise FileUnusable(f"« {path.name} » est un classeur ({kind}) : enregistrez-le au format CSV (UTF-8) ou JSONL.")
    marked = any(content.startswith(mark) for mark, _ in MARKS)
    what = next((name for sign, name in SIGNS if content.startswith(sign)), None)
    if what is None and not marked and NO_CHARACTER in content:
        what = "un fichier binaire, ou du texte dans un autre encodage que l’UTF-8"
    if what:
        raise FileUnusable(f"« {path.name} » est {what} : donnez un fichier CSV (UTF-8) ou JSONL.")


def _spreadsheet(path: Path, content: bytes) -> str | None:
    ending = path.suffix.lower()
    if ending in SPREADSHEETS:
        return ending[1:]
    if content.startswith(OLD_OFFICE):
        return "xls"
    return next((kind for sign, kind in IN_ZIP if sign in content), None) if content.startswith(ZIP) else None
