"""« 14h/16h »: from two to four, or two sessions. Whoever knows the file says which, for the column; it is not guessed.

Where such pairs stand side by side, « 10h/12h et 14h/18h », they are ranges: nobody parts sessions by two signs.
"""

import re

CLOCK = r"\d{1,2}\s?(?:h(?:eures?)?\s?(?:[0-5]\d)?|:[0-5]\d)"
CLOCKS = re.compile(CLOCK, re.IGNORECASE)
PAIR = re.compile(rf"(?<![\d/])(?<!/\s)({CLOCK})\s?/\s?({CLOCK})(?!\s?/)(?![\d:])", re.IGNORECASE)
SIDE_BY_SIDE = re.compile(rf"{PAIR.pattern}(?:\s?(?:[-–,;&+|]|\bet\b|\bpuis\b)\s?{PAIR.pattern})+", re.IGNORECASE)
RANGE_BEFORE, RANGE_AFTER = re.compile(r"(?:[-–—→>]|\b(?:à|a))\s?$"), re.compile(r"\s?(?:[-–—→>]|(?:à|a)\b)")
"""« 9h-12h / 14h-18h » is two ranges, parted by the sign."""
RANGES = "timing.ranges"
"""What a column may be said to hold: hours, each pair of which is a range."""


def either_way(text: str) -> bool:
    """Return True where two hours, and no more, may be a range or two sessions."""
    found = PAIR.search(text)
    return found is not None and len(CLOCKS.findall(text)) == len(found.groups()) and _is_alone(found)


def several_ranges(text: str) -> str:
    """Write pairs that stand side by side as ranges; return any other text as it is."""
    return PAIR.sub(r"\1-\2", text) if SIDE_BY_SIDE.fullmatch(text) else text


def as_ranges(text: str) -> str:
    """Write each pair as a range."""
    return PAIR.sub(lambda found: f"{found[1]}-{found[2]}" if _is_alone(found) else found[0], text)


def _is_alone(pair: re.Match[str]) -> bool:
    return not RANGE_BEFORE.search(pair.string[: pair.start()]) and not RANGE_AFTER.match(pair.string[pair.end() :])
