"""Text made comparable: no case, no accent, no hyphen, no apostrophe, no ligature."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
MARKS = re.compile("[\u0300-\u036f]+")
NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return lower-case words parted by single blanks: ``L’Haÿ-les-Roses`` becomes ``l hay les roses``."""
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text.lower().translate(LIGATURES)))
    return NOT_WORD.sub(" ", plain).strip()


def sort_key(text: str) -> str:
    """Return what to sort French text by, where the database has no French collation (``COLLATE "C"``)."""
    return fold(text)
