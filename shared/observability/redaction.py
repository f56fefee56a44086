"""Text of unknown origin made fit for a log: cut first, then without addresses of people and without keys."""

import re
from collections.abc import Mapping
from typing import Any

KEPT = 500
"""Characters of a text that a log line shows."""
LONGEST_ADDRESS = 510
MOST_ITEMS = 50
DEEPEST = 5
BLANK = "[adresse]"

# An at sign can also be written as JSON or as a URL escapes it. The search begins only where a word does, and takes
# the word whole: whatever the text, each of its characters is looked at a few times and no more.
ADDRESS = re.compile(
    r"(?<![^\s\"'<>,;:()\[\]{}@\\])[^\s\"'<>,;:()\[\]{}@\\]+(?:@|\\u0040|%40)[^\s\"'<>,;:()\[\]{}@\\]+"
)
KEY = re.compile(r"(moisess_[0-9a-f]{8}_)[A-Za-z0-9_-]+")
"""What follows the identifier opens doors."""
SIGNS = ("@", "\\u0040", "%40")


def blanked(text: str) -> str:
    """Return at most 500 characters of a text, without addresses and keys; no more than 1,010 are looked at."""
    seen = text[: KEPT + LONGEST_ADDRESS]
    if any(sign in seen for sign in SIGNS):
        seen = ADDRESS.sub(BLANK, seen)
    if "moisess_" in seen:
        seen = KEY.sub(r"\1…", seen)
    if len(text) > KEPT + LONGEST_ADDRESS:
        # The beginning of an address that goes on behind the cut cannot be told from other text.
        seen = seen[:-LONGEST_ADDRESS]
        return f"{seen[:KEPT]}…"
    return seen if len(seen) <= KEPT else f"{seen[:KEPT]}…"


def fit_for_log(value: Any, depth: int = 0) -> Any:
    """Return a value as a log line may show it, whatever it holds at whatever depth."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return blanked(value)
    if depth < DEEPEST and isinstance(value, Mapping):
        shown = list(value.items())[:MOST_ITEMS]
        return {blanked(str(name)): fit_for_log(inner, depth + 1) for name, inner in shown}
    if depth < DEEPEST and isinstance(value, list | tuple | set | frozenset):
        return [fit_for_log(inner, depth + 1) for inner in list(value)[:MOST_ITEMS]]
    return blanked(str(value))
