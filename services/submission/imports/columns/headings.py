"""What the heading of a column is compared by: without instructions, stars, numbers, and the words of a question."""

import re
from difflib import get_close_matches
from functools import lru_cache

from services.submission.imports.columns.column_names import COLUMNS
from services.submission.imports.twice_decoded import repaired
from shared.geography import fold

KNOWN = frozenset(name for names in COLUMNS.values() for name in names)
WRAPPERS = ("properties ", "fields ", "record fields ")
"""What open-data exports put around a record."""
INSTRUCTIONS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
AFTER_NAME = re.compile(r"\s(?:[-–]|:)\s.*|\s/.*|[:?].*|\n.*", re.DOTALL)
FILLING = re.compile(
    r"^(?:\d+ )?(?:(?:quels?|quelles?) (?:est|sont) |indiquez |precisez |merci d indiquer |saisissez )?"
    r"(?:(?:le|la|les|l|un|une|votre|vos|your) )?|"
    r"(?: (?:obligatoires?|facultati(?:f|ve)s?|optionnel(?:le)?s?|requis|si possible|svp))+$"
)
ABOUT = re.compile(
    r" (?:de |d |du )?(?:la |l |votre |cette |cet )?"
    r"(?:manifestation|evenement|action|activite|animation|atelier|contact)$"
)
QUALIFIED = re.compile(
    r" (?:detaillee?|complete?|longue?|courte?|exacte?|precise?|a (?:publier|diffuser)|publie?e?s?|diffusable|"
    r"(?:de|d|du) l (?:evenement|action)|du lieu)$"
)
"""Words behind a name that say how it is filled in, or about what."""
YOURS = re.compile(r" (?:de|d) (?:votre|vos) ")
PRIVATE = re.compile(
    r"\b(?:(?:non|pas) (?:publi|diffuse|communique)|interne|confidentie|personnel|prive|portable|mobile|"
    r"referent|responsable|repondant|benevole|tresorie|"
    r"votre (?:adresse|e ?mail|mail|courriel|tel|numero|(?:nom|ville|commune|code postal)\b(?! (?:de|d)\b)))"
)
OF_CONTACT = re.compile(r"\bcontact\b")
OF_PLACE = frozenset((*COLUMNS["place.address"], *COLUMNS["place.postcode"], *COLUMNS["city"]))
PRIVATE_NAMES = (
    dict.fromkeys(COLUMNS["public_contact.phone"], "telephone personnel")
    | dict.fromkeys(COLUMNS["public_contact.email"], "adresse e mail du repondant")
    | dict.fromkeys(OF_PLACE, "adresse personnelle")
    | dict.fromkeys(("nom", "name"), "nom de famille")
)
"""What a column of the public contact is where its heading says that it is somebody's own."""
LANGUAGE = " fr"
LONGEST = 200


@lru_cache(maxsize=4096)
def meaning(path: str) -> str:
    """Reduce a column's name to what it is compared by: ``Code_Postal *`` and ``code postal (5 chiffres)`` are one."""
    path = repaired(path[:LONGEST])
    name = fold(path)
    for wrapper in WRAPPERS:
        name = name.removeprefix(wrapper)
    found = next((reading for reading in _around(name, path) if reading in KNOWN), name)
    if PRIVATE.search(name) or (found in OF_PLACE and OF_CONTACT.search(name)):
        return PRIVATE_NAMES.get(found, found)
    return found


def nearest(heading: str) -> str | None:
    """Return a heading that is known and looks like this one."""
    close = get_close_matches(meaning(heading), KNOWN, n=1, cutoff=0.8)
    return close[0] if close else None


@lru_cache(maxsize=1024)
def readings(heading: str) -> tuple[str, ...]:
    """Return what a heading may be compared by, the whole of it first."""
    path = repaired(heading[:LONGEST])
    return tuple(_around(fold(path), path))


def _around(name: str, path: str) -> list[str]:
    """Return the name, then what is left of it as more and more around it is taken away."""
    bare = fold(INSTRUCTIONS.sub(" ", path))
    before = fold(AFTER_NAME.sub("", INSTRUCTIONS.sub(" ", path)))
    plain = [name, name.removesuffix(LANGUAGE), bare, before]
    short = [FILLING.sub("", one) for one in plain]
    about = [ABOUT.sub("", one) for one in (*plain, *short)]
    return [*plain, *short, *about, *(QUALIFIED.sub("", YOURS.sub(" de la ", one)) for one in (*short, *about))]
