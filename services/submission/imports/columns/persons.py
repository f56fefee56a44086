"""Which columns are about the person who wrote, and not about the manifestation."""

import re
from collections.abc import Set as AbstractSet

from services.submission.imports.columns.column_names import COLUMNS
from shared.geography import fold

FIRST_NAMES = {"prenom", "prenoms", "first name", "firstname"}
FAMILY_NAMES = {"nom": "nom de famille", "name": "nom de famille"}
FORM_ADDRESSES = dict.fromkeys(("adresse e mail", "e mail", "email"), "adresse e mail du repondant")
"""What online forms call the address of whoever answered."""
FORM_TIMES = frozenset({"heure de debut", "heure de fin", "start time", "end time"})
STAMP, STAMPED = re.compile(r"\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s+\d"), "horodateur"
"""When somebody began and ended to fill a form in; the hours of a manifestation have no date."""
SHORTEST_NAME = 3


def persons_own(names: AbstractSet[str]) -> dict[str, str]:
    """Return which of a record's columns mean something else because others say that a person speaks of themselves."""
    form = not names.isdisjoint(COLUMNS["form"])
    person = form or not names.isdisjoint({*FIRST_NAMES, *COLUMNS["person.email"]})
    return (FAMILY_NAMES if person else {}) | (FORM_ADDRESSES if form else {})


def bears_name(address: str, names: list[str]) -> bool:
    """Return True for an e-mail address that is somebody's by name."""
    local = fold(address.partition("@")[0])
    words = {word for name in names for word in fold(name).split() if len(word) >= SHORTEST_NAME}
    return any(word in local for word in words)
