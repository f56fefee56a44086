"""Bytes to text: UTF-8 with or without a mark, UTF-16 with one, and the Western code page of older spreadsheets."""

import codecs
import re

WESTERN = "cp1252"
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# UTF-8 that some program once took for Western text: « Ã© » for « é », « â€™ » for « ’ ».
TAKEN_FOR_WESTERN = re.compile(
    "[ÂÃâ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)


def decode(content: bytes) -> tuple[str, str | None]:
    """Return the text and, where the encoding had to be assumed, a French sentence that says so."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        return _western(
            content
        ), "Le fichier n’est pas en UTF-8 : il a été lu comme du texte occidental (Windows-1252)."


def decode_line(line: bytes) -> tuple[str, str | None]:
    """Return one line's text: a file may mix encodings, and one bad line must not change how the others are read."""
    try:
        return line.decode("utf-8"), None
    except UnicodeDecodeError:
        return _western(line), "Ligne lue comme du texte occidental (Windows-1252), faute d’être en UTF-8."


def repaired(text: str) -> str:
    """Undo one wrong decoding of the past, where undoing it works for the whole text."""
    if not TAKEN_FOR_WESTERN.search(text):
        return text
    try:
        return text.encode(WESTERN).decode("utf-8")
    except UnicodeError:
        return text


def _western(content: bytes) -> str:
    # Five bytes have no meaning in this code page.
    return content.decode(WESTERN, errors="replace")
