"""Which columns are about the person who wrote, and not about the manifestation."""

import re
from collections.abc import Sequence

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
ADDRESSES = frozenset(
    (
        *("adresse", "address", "adresse postale", "adresse complete", "rue", "voie", "street", "street address"),
        *("code postal", "codepostal", "cp", "c p", "postcode", "postal code", "zip", "zip code"),
        *("ville", "commune", "city", "town"),
    )
)
"""Of a place, where nothing says otherwise."""
BESIDE_PERSONS = frozenset(
    name
    for field in ("person.name", "person.email", "person.phone", "form", "public_contact.email", "public_contact.phone")
    for name in COLUMNS[field]
)
OWN_ADDRESS = "adresse personnelle"
OF_ORGANISER = "adresse de l organisateur"
"""Which nobody here reads: a person is asked what it is."""
ADDRESSES_IN_FRENCH = ADDRESSES - {"address", "postcode", "postal code", "zip", "zip code", "city", "town", "street"}
"""Those of a sheet that somebody has laid out; in records of programs the order says nothing."""
PLACES = frozenset(COLUMNS["place.name"])
ORGANISERS = frozenset(name for field, names in COLUMNS.items() if field.startswith("organiser.") for name in names)
FORM = frozenset(COLUMNS["form"])
SPEAKS_OF_THEMSELVES = frozenset({*FIRST_NAMES, *COLUMNS["person.email"]})
NAMES = frozenset({*COLUMNS["person.name"], *FAMILY_NAMES, "civilite"})


def persons_own(names: Sequence[str]) -> dict[str, str]:
    """Return which of a record's columns mean something else because others say that a person speaks of themselves.

    ``names`` are in the order of the file: an address that follows a person's name is theirs.
    """
    form = not FORM.isdisjoint(names)
    person = form or not SPEAKS_OF_THEMSELVES.isdisjoint(names)
    if not person:
        return {}
    return FAMILY_NAMES | (FORM_ADDRESSES if form else {}) | _addresses(names)


def _addresses(names: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    of_person = False
    for name in names:
        if name in ADDRESSES:
            found |= {name: OWN_ADDRESS} if of_person else {}
        elif name in BESIDE_PERSONS or name in FAMILY_NAMES:
            of_person = of_person or name in NAMES
        else:
            of_person = False
    return found


def organisers_own(names: Sequence[str]) -> dict[str, str]:
    """Return which columns are the organiser's address: it follows the organiser, and the place comes after it."""
    first_place = next((at for at, name in enumerate(names) if name in PLACES), 0)
    found: dict[str, str] = {}
    of_organiser = False
    for name in names[:first_place]:
        if name in ADDRESSES_IN_FRENCH:
            found |= {name: OF_ORGANISER} if of_organiser else {}
        else:
            of_organiser = name in ORGANISERS or (of_organiser and name in BESIDE_PERSONS)
    return found


def bears_name(address: str, names: list[str]) -> bool:
    """Return True for an e-mail address that is somebody's by name."""
    local = fold(address.partition("@")[0])
    words = {word for name in names for word in fold(name).split() if len(word) >= SHORTEST_NAME}
    return any(word in local for word in words)
