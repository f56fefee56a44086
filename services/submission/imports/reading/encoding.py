"""Bytes to text: UTF-8 with or without a mark, UTF-16 with one, and four older code pages, told apart by their letters.

Where none of them gives French as it is written, the file is refused: a wrong letter would be published.
"""

import codecs

from services.submission.imports.reading.unusable import FileUnusable

WESTERN = "cp1252"
CODE_PAGES = {
    WESTERN: "occidental (Windows-1252)",
    "iso8859-15": "occidental (ISO 8859-15)",
    "mac_roman": "d’un ancien Macintosh (Mac Roman)",
    "cp850": "de MS-DOS (page de code 850)",
}
"""The likeliest first."""
ASSUMED = "Le fichier n’est pas en UTF-8 : il a été lu comme du texte {}."
MIXED = "Des lignes du fichier ne sont pas en UTF-8 comme les autres : elles ont été lues comme du texte {}."
UNKNOWN = (
    "L’encodage de ce fichier n’est pas reconnu : ses lettres accentuées seraient fausses. Enregistrez-le en UTF-8 "
    "(dans un tableur : « CSV UTF-8 »), ou envoyez le classeur lui-même (XLSX ou ODS)."
)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
FEWEST_ZEROS = 0.3
"""Of the bytes: in UTF-16, every second byte of a Western letter is zero."""
LETTERS = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ")
SIGNS = frozenset("’‘“”«»–—…€°·•²³ºª\u00a0\u202f\u00ad§©®™×")
BESIDE_LETTERS = frozenset("’·")
MOST_WRONG = 0.1
"""Of the signs that are no ASCII; names and words of other languages occur."""


def decode(content: bytes) -> tuple[str, str | None]:
    """Return the text and, where the encoding had to be assumed, a French sentence that says so.

    Raises ``FileUnusable`` where none is likely.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), None
    if wide := unmarked_utf16(content):
        return content.decode(wide, errors="replace"), None
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        lines = content.splitlines(keepends=True)
    foreign = [line for line in lines if not _is_utf8(line)]
    code_page = code_page_of(b"".join(foreign))
    if code_page is None:
        raise FileUnusable(UNKNOWN)
    encodings = [_encoding_of(line, code_page) for line in lines]
    said = (
        MIXED
        if any(one != code_page for one, line in zip(encodings, lines, strict=True) if not line.isascii())
        else ASSUMED
    )
    text = "".join(line.decode(one, errors="replace") for one, line in zip(encodings, lines, strict=True))
    return text, said.format(CODE_PAGES[code_page])


def _encoding_of(line: bytes, code_page: str) -> str:
    """Return how a line of a file is read that has lines of a code page: « l’é » of a Macintosh is UTF-8 by chance."""
    if not _is_utf8(line) or line.isascii():
        return code_page
    return "utf-8" if _wrong(line, "utf-8") <= _wrong(line, code_page) else code_page


def unmarked_utf16(content: bytes) -> str | None:
    """Return which UTF-16 it is that some programs write without its mark; None where it is none."""
    halves = {"utf-16-le": content[1::2], "utf-16-be": content[::2]}
    if not content or len(content) % 2 or content.count(0) < FEWEST_ZEROS * len(content):
        return None
    return next((name for name, half in halves.items() if half.count(0) == content.count(0)), None)


def is_wide(content: bytes) -> bool:
    """Return True for UTF-16, with its mark or without."""
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or unmarked_utf16(content) is not None


def decode_line(line: bytes) -> tuple[str, str | None]:
    """Return one line's text: a file may mix encodings, and one bad line must not change how the others are read."""
    if _is_utf8(line):
        return line.decode("utf-8"), None
    code_page = code_page_of(line) or WESTERN
    text = line.decode(code_page, errors="replace")
    return text, f"Ligne lue comme du texte {CODE_PAGES[code_page]}, faute d’être en UTF-8."


def code_page_of(content: bytes) -> str | None:
    """Return the code page in which the text looks most like French; None where it does in none."""
    faults = {name: _wrong(content, name) for name in CODE_PAGES}
    best = min(faults, key=lambda name: faults[name])
    signs = sum(byte > 127 for byte in content)  # noqa: PLR2004  the last of ASCII
    return best if faults[best] <= MOST_WRONG * signs else None


def _wrong(content: bytes, code_page: str) -> float:
    """Count the signs that French does not have, or not at that place of a word."""
    text = f" {content.decode(code_page, errors='replace')} "
    return sum(_doubt(text, at) for at, sign in enumerate(text) if not sign.isascii())


def _doubt(text: str, at: int) -> float:
    before, sign, after = text[at - 1], text[at], text[at + 1]
    if sign.isalpha():
        if sign.isupper() and before.islower():
            return 1.0
        return 0.0 if sign in LETTERS else 0.5
    if sign not in SIGNS:
        return 1.0
    inside_word = before.isalpha() and after.isalpha() and after.islower()
    return 1.0 if inside_word and sign not in BESIDE_LETTERS else 0.0


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
