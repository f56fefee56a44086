"""What kind of file it is, by its first bytes and then its name; what holds no records is refused at once."""

from pathlib import PurePath
from typing import Literal

from services.submission.imports.reading.encoding import MARKS, decode, is_wide
from services.submission.imports.reading.unusable import FileUnusable

Kind = Literal["sheets", "calendar", "json", "csv"]

ZIP, OLD_OFFICE, NO_CHARACTER = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00"
IN_ZIP = (b"xl/", b"opendocument.spreadsheet")
OTHER_ENDINGS = {".numbers": "un document Numbers", ".fods": "un classeur en XML", ".docx": "un document Word"}
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
WHAT_IS_READ = "donnez un fichier CSV, XLSX, XLS, ODS, JSON ou iCalendar (.ics)"
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<rss", b"<head")
PAGE = (
    "« {} » est une page web ou du XML, quel que soit son nom : ouvrez-le dans un tableur, enregistrez-le en XLSX ou "
    "en CSV, puis renvoyez-le."
)
JSON_ENDINGS = {".json", ".jsonl", ".ndjson", ".geojson"}
CSV_ENDINGS = {".csv", ".tsv"}
LEADING = b"\xef\xbb\xbf \r\n\t"
LOOKED_AT = 512


def kind_of(name: str, content: bytes) -> Kind:
    """Tell how the file is read. Raises ``FileUnusable`` for archives, documents, pictures and whatever is no text."""
    ending = PurePath(name).suffix.lower()
    if ending in OTHER_ENDINGS:
        raise FileUnusable(f"« {name} » est {OTHER_ENDINGS[ending]} : {WHAT_IS_READ}.")
    if content.startswith(OLD_OFFICE) or (content.startswith(ZIP) and any(sign in content for sign in IN_ZIP)):
        return "sheets"
    wide = is_wide(content)
    marked = wide or any(content.startswith(mark) for mark, _ in MARKS)
    what = next((what for sign, what in SIGNS if content.startswith(sign)), None)
    if what is None and not marked and NO_CHARACTER in content:
        what = "un fichier binaire, ou du texte dans un autre encodage que l’UTF-8"
    if what:
        raise FileUnusable(f"« {name} » est {what} : {WHAT_IS_READ}.")
    begins = (decode(content[:LOOKED_AT])[0].encode() if wide else content).lstrip(LEADING)
    if begins[:9].lower().startswith(MARKUP):
        raise FileUnusable(PAGE.format(name))
    if begins[:15].upper() == b"BEGIN:VCALENDAR":
        return "calendar"
    looks_like_json = ending not in CSV_ENDINGS and begins[:1] in {b"{", b"["}
    return "json" if ending in JSON_ENDINGS or looks_like_json else "csv"
