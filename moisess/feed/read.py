"""A file to its records, by its ending or else by how it begins."""

from pathlib import Path

from moisess.feed.csv_rows import read_csv
from moisess.feed.json_rows import read_json
from moisess.feed.rows import Reading, read_bytes

JSON_ENDINGS = {".json", ".jsonl", ".ndjson", ".geojson"}
CSV_ENDINGS = {".csv", ".tsv"}


def read(path: Path) -> Reading:
    """Read every record. Raises ``FileUnusable`` where the file itself cannot be had."""
    content = read_bytes(path)
    reading = _read(path, content)
    return reading if reading.rows else Reading(rows=(), notes=("Le fichier ne contient aucun enregistrement.",))


def _read(path: Path, content: bytes) -> Reading:
    ending = path.suffix.lower()
    if ending in JSON_ENDINGS or (ending not in CSV_ENDINGS and content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in b"{["):
        return read_json(content)
    return read_csv(content)
