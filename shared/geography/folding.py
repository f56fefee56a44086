"""Text made comparable: no case, no accent, no hyphen, no apostrophe, no ligature."""

import re
import unicodedata

LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}
LIGATURE = re.compile(f"[{''.join(LIGATURES)}]")
MARKS = re.compile("[\u0300-\u036f]+")
NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return lower-case words parted by single blanks: ``L’Haÿ-les-Roses`` becomes ``l hay les roses``."""
    # Text that has any is rare: a translation by table looks at each letter of every text.
    parted = LIGATURE.sub(lambda found: LIGATURES[found[0]], text.lower())
    plain = MARKS.sub("", unicodedata.normalize("NFKD", parted))
    return NOT_WORD.sub(" ", plain).strip()


def sort_key(text: str) -> str:
    """Return what to sort French text by, where the database has no French collation (``COLLATE "C"``)."""
    return fold(text)
