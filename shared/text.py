"""One cleaning of text, for whatever people, programs and files bring in; pure."""

import re
import unicodedata

LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""What people and office software put where a line ends, beside the line feed."""
UNSEEN = re.compile(
    # Flags of England, Scotland, Wales: a black flag, its letters as tags, the end of the tags.
    "(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)"
    # Controls, hyphens for ends of lines, zero-width blanks, marks and overrides of direction, byte order marks, halves
    # of characters, tags.
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
PRIVATE_BULLET = re.compile("(?:(?<=\n)|^)[ \t\u00a0]{0,40}[\ue000-\uf8ff]{1,9}[ \t\u00a0]*")
PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Signs of Symbol and Wingdings, with which office software begins an item, and which no other letters have."""
JOINERS = re.compile("[\u200c\u200d]+")
"""Zero width non-joiner and joiner: spelling in Persian and Indic scripts, glue in emoji, hidden signs elsewhere."""
VIRAMA = 9
"""Canonical combining class of the sign that takes an Indic letter's vowel away."""


def cleaned(text: str) -> str:
    """Return text in NFC, every line break a line feed, without signs that nobody sees.

    Joiners stay where both neighbours are neither ASCII nor blank, and behind a virama, one of several in a row; so do
    variation selectors and the tags of an emoji. Cleaning twice changes nothing more.
    """
    text = unicodedata.normalize("NFC", text)
    # Most texts hold nothing but letters, signs and plain spaces; to find that out costs a tenth of the search.
    if text.isprintable():
        return text
    text = UNSEEN.sub(lambda found: found[1] or "", LINE_BREAKS.sub("\n", text))
    text = PRIVATE.sub("", PRIVATE_BULLET.sub("– ", text))
    # Signs that were kept apart may compose now.
    return unicodedata.normalize("NFC", JOINERS.sub(_joiner, text))


def one_line(text: str) -> str:
    """Return cleaned text on one line; a line break, like any run of blanks, becomes a space."""
    return " ".join(cleaned(text).split())


def _joiner(found: re.Match[str]) -> str:
    before, after = found.string[max(0, found.start() - 1) : found.start()], found.string[found.end() : found.end() + 1]
    behind_virama = before != "" and unicodedata.combining(before) == VIRAMA
    return found[0][0] if behind_virama or (_joins(before) and _joins(after)) else ""


def _joins(sign: str) -> bool:
    return sign != "" and not sign.isascii() and not sign.isspace()
