"""Short addresses, to be printed and typed: ``/m/7F3K2``. Pure."""

import re

SIGNS = "23456789ACDEFHJK"
"""No two of them look alike, in any hand."""
SHORTEST, LONGEST = 5, 12
CODE = re.compile(f"[{SIGNS}]{{{SHORTEST},{LONGEST}}}")
ALIKE = str.maketrans({"B": "8", "Z": "2", "S": "5", "G": "6"})
"""Signs that no address has, and the ones that somebody took them for."""


def code_of(text: str) -> str | None:
    """Return the code that somebody typed, blanks, hyphens and case aside; None where it is none."""
    typed = re.sub(r"[\s\-.]", "", text).upper().translate(ALIKE)
    return typed if CODE.fullmatch(typed) else None


def short_path(code: str) -> str:
    """Return the path of a short address inside this service."""
    return f"/m/{code}"
