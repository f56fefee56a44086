"""How two texts differ, word by word; pure."""

import re
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["same", "gone", "new"]
Marked = tuple[tuple[Mark, str], ...]

WORDS = re.compile(r"\s+|[^\s]+[ ]?")
LONGEST = 4_000
"""Words that are compared one by one; beyond, a text is shown whole."""


def marked(before: str, after: str) -> Marked:
    """Return the words of both texts in order, each run marked as kept, taken away or put in."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > LONGEST:
        return (("gone", before), ("new", after))
    found: list[tuple[Mark, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append(("gone", "".join(old[i1:i2])))
        if j2 > j1:
            found.append(("new", "".join(new[j1:j2])))
    return tuple(found)
