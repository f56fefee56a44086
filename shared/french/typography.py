"""French typography: unbreakable spaces, numbers, plurals. Pure text in, text out."""

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"
CENTS = 100
DASH = f"{NO_BREAK}–{NO_BREAK}"
"""Between two hours, which stay on one line."""
HELD = {"Île-de-France": "Île\u2011de\u2011France"}
"""Short names that a line must not end within."""

BEFORE_HIGH_SIGN = re.compile(r"[ \u00a0](?=[;!?]+(?:\s|$|[»)]))")
BEFORE_COLON = re.compile(r" (?=:(?:\s|$))")
INSIDE_QUOTES = re.compile(r"(?<=«) | (?=»)")
BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:€|%|h|min|km|m²|°C|heures?|minutes?|jours?)(?:\W|$))")
BEFORE_GROUP = re.compile(r"(?<=\d) (?=\d{3}(?:\D|$))")
ARRONDISSEMENT = re.compile(r"(\d(?:er|e) )Arrondissement\b")
AFTER_NUMBER_SIGN = re.compile(r"(?<=[nN]°) (?=\d)")


def typo(text: str) -> str:
    """Keep signs and units with their word: spaces and hyphens that are there become unbreakable, none is added."""
    text = BEFORE_HIGH_SIGN.sub(NARROW, text)
    text = BEFORE_COLON.sub(NO_BREAK, text)
    text = INSIDE_QUOTES.sub(NO_BREAK, text)
    text = BEFORE_UNIT.sub(NO_BREAK, text)
    text = BEFORE_GROUP.sub(NARROW, text)
    for name, held in HELD.items():
        text = text.replace(name, held)
    return AFTER_NUMBER_SIGN.sub(NO_BREAK, text)


def grouped(value: int) -> str:
    """``4 000``, with a plain space, for sentences that programs pass on too; ``typo`` makes it unbreakable."""
    return f"{value:,}".replace(",", " ")


def number(value: float, decimals: int = 0) -> str:
    """``1234567.5`` with one decimal is ``1 234 567,5``, its groups held by narrow unbreakable spaces."""
    return f"{value:,.{decimals}f}".replace(",", NARROW).replace(".", ",")


def euros(cents: int) -> str:
    """``5 €``, ``12,50 €``."""
    return f"{number(cents / CENTS, 2 if cents % CENTS else 0)}{NO_BREAK}€"


def plural(count: int, singular: str, plural_form: str | None = None) -> str:
    """``0 manifestation``, ``1 manifestation``, ``2 manifestations``: in French the plural starts at two."""
    word = singular if abs(count) < 2 else plural_form or f"{singular}s"  # noqa: PLR2004 -- the rule itself
    return f"{number(count)}{NO_BREAK}{word}"


def capitalised(text: str) -> str:
    """Return the text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def town(name: str) -> str:
    """``Paris 11e Arrondissement``, as INSEE has it, is read ``Paris 11e arrondissement``."""
    return ARRONDISSEMENT.sub(r"\1arrondissement", name)


def listed(words: list[str] | tuple[str, ...], last: str = "et") -> str:
    """Join words as a sentence does: ``a, b et c``."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def shortened(text: str, length: int) -> str:
    """Cut at a word, with an ellipsis, to at most ``length`` characters."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    return f"{flat[: length - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def paragraphs(text: str) -> list[list[str]]:
    """Split plain text where it has empty lines; each paragraph is its lines."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return [block.splitlines() for block in blocks if block.strip()]
