"""Text as people wrote it, out of whatever a site or a spreadsheet made of it."""

import html
import re

from services.submission.imports.twice_decoded import repaired
from shared.text import cleaned

MISSING = frozenset({"", "-", "--", ".", "nan", "nat", "null", "none", "n/a", "#n/a", "undefined"})
UNSEEN = re.compile(
    # Word writes its own sections as comments, as declarations, and as XML.
    r"<(script|style|xml)\b.*?</\1\s*>|<!--.*?-->|<!\[[^<>]*>|<\?[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_(?:(?<=_x000[dD]_)\r?\n)?")
"""How Excel writes a sign that its files cannot hold: ``_x000D_`` is a carriage return."""
BULLET = re.compile("(?:(?<=\n)|^)[ \t\u00a0]*[·§](?=[ \t\u00a0])[ \t\u00a0]*")
"""What is left of bullets of Symbol and Wingdings where their font was lost."""
LINE_ENDS = re.compile(r"<br\s*/?>|</(?:div|tr|h\d|ul|ol|li)\s*>", re.IGNORECASE)
PARAGRAPH_ENDS = re.compile(r"</?p\b[^<>]*>", re.IGNORECASE)
ITEMS = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
CUT = re.compile(r"[\s,;:]*(?:\((?:\.{3}|…)\)|\[(?:\.{3}|…)\])\s*$")
LONE_SURROGATES = re.compile("[\ud800-\udfff]")
LONGEST_CUT = 20
PASSES = 3
"""Entities of entities occur: ``&amp;nbsp;``."""


def is_missing(text: str) -> bool:
    """Return True for the many ways of writing nothing."""
    return text.strip().lower() in MISSING


def one_line(text: str) -> str:
    """Return plain text without tags, entities or line breaks."""
    return " ".join(plain(text).split())


def paragraphs(text: str) -> str:
    """Return plain text whose line breaks are kept, with one empty line at most between paragraphs."""
    lines = [" ".join(line.split()) for line in plain(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain(text: str) -> str:
    """Take away tags and entities, signs that cannot be seen, and the traces of a wrong decoding."""
    # Lone halves of a surrogate pair cannot be written as UTF-8.
    text = repaired(LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", ESCAPED.sub(_unescaped, text)))
    for _ in range(PASSES):
        before = text
        text = html.unescape(_without_tags(text))
        if text == before:
            break
    return BULLET.sub("– ", cleaned(text))


def without_cut(text: str) -> tuple[str, bool]:
    """Turn the « (...) » that a site left where it cut the text into an ellipsis; say whether there was one."""
    end = CUT.search(text, max(0, len(text) - LONGEST_CUT))
    return (f"{text[: end.start()]}…", True) if end else (text, False)


def _unescaped(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return "\n" if sign == "\r" else sign


def _without_tags(text: str) -> str:
    text = LINE_ENDS.sub("\n", UNSEEN.sub("", text))
    text = ITEMS.sub("\n– ", PARAGRAPH_ENDS.sub("\n\n", text))
    return TAGS.sub("", text)
