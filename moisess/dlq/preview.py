"""Bytes of unknown origin made fit for a terminal: short, without control characters, without addresses of people."""

from shared.observability.redaction import ADDRESS, BLANK, LONGEST_ADDRESS

SHOWN_CHARACTERS = 300


def preview(raw: bytes | None, *, characters: int = SHOWN_CHARACTERS) -> str:
    """Return the beginning of a value as printable text; None is a record without a value."""
    if raw is None:
        return "(aucune)"
    looked_at = raw[: 8 * (characters + LONGEST_ADDRESS)]
    text = ADDRESS.sub(BLANK, looked_at.decode(errors="backslashreplace"))
    if len(looked_at) < len(raw):
        # The beginning of an address that goes on behind the cut cannot be told from other text.
        text = text[:-LONGEST_ADDRESS]
    shown = "".join(character if character.isprintable() else _escaped(character) for character in text[:characters])
    whole = len(text) <= characters and len(looked_at) == len(raw)
    return shown if whole else f"{shown}… ({len(raw)} octets)"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()
