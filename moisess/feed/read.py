"""A file to its records, by its ending or else by how it begins."""

from codecs import BOM_UTF8
from dataclasses import replace
from pathlib import Path

from moisess.feed.aside import without_what_is_none
from moisess.feed.csv_rows import read_csv
from moisess.feed.json_rows import read_json
from moisess.feed.not_text import refuse_what_is_no_text
from moisess.feed.rows import FileUnusable, Reading, read_bytes

JSON_ENDINGS = {".json", ".jsonl", ".ndjson", ".geojson"}
CSV_ENDINGS = {".csv", ".tsv"}


def read(path: Path) -> Reading:
    """Read every record. Raises ``FileUnusable`` where the file cannot be had, is no text, or holds no record."""
    content = read_bytes(path)
    refuse_what_is_no_text(path, content)
    reading = _read(path, content)
    if not reading.rows:
        raise FileUnusable(_without_records(path, content, reading))
    return replace(without_what_is_none(reading), file=path.stem)


def _read(path: Path, content: bytes) -> Reading:
    ending = path.suffix.lower()
    if ending in JSON_ENDINGS or (ending not in CSV_ENDINGS and content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in b"{["):
        return read_json(content)
    return read_csv(content)


def _without_records(path: Path, content: bytes, reading: Reading) -> str:
    if not content.removeprefix(BOM_UTF8).strip():
        return f"Le fichier {path} est vide : il n’y a rien à inscrire."
    if reading.table:
        return f"Le fichier {path} n’a que des titres de colonnes : il n’y a aucun enregistrement à inscrire."
    return f"Le fichier {path} ne contient aucun enregistrement : il n’y a rien à inscrire."
