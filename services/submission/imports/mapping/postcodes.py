"""Postcodes as people write them beside names, and which of a commune stands in for a CEDEX, that is no place."""

import re

from shared.geography import Commune

AROUND_NAME = re.compile(r"^(?:f ?-? ?)?(?P<before>\d{5})\b[\s,-]*|[\s,]*\(?\b(?P<after>\d{5})\)?$", re.IGNORECASE)
OF = re.compile(r"^(?:ville|commune|mairie) (?:de |d['’])", re.IGNORECASE)
WRITTEN_POSTCODE = re.compile(r"(?:f ?-? ?)?(?P<postcode>\d{5})(?:\s*(?P<city>\D{2,}))?", re.IGNORECASE)
CEDEX_OF = (
    "« {} » est un CEDEX ({}), ou n’existe pas : le code postal {} est pris à sa place. Vérifiez-le, ceux de la "
    "commune sont {}."
)


def parted(postcode: str | None, city: str | None) -> tuple[str | None, str | None]:
    """Part « F-31000 », « 31000 Toulouse » and « Toulouse (31000) » into a postcode and a name."""
    written = WRITTEN_POSTCODE.fullmatch(postcode.strip()) if postcode else None
    if written:
        postcode, city = written["postcode"], city or written["city"]
    if city and (found := AROUND_NAME.search(city)):
        beside = found["before"] or found["after"]
        if postcode in {None, beside}:
            postcode, city = beside, AROUND_NAME.sub("", city)
    city = OF.sub("", city.strip()) if city else None
    return (postcode.replace(" ", "") if postcode else None), city or None


def start_of_postcodes(commune: Commune) -> str:
    """Return how the postcodes of a department begin; those of Corsica with 20."""
    return "20" if commune.department_code in {"2A", "2B"} else commune.department_code[:2]


def of_quarter(postcode: str) -> str:
    """Return the postcode of a quarter whose large receivers of mail have this one."""
    return f"{postcode[:4]}0"


def main_postcode(commune: Commune, cedex: str) -> str:
    """Return the postcode of the quarter, where it is one of the commune’s, else the commune’s main one."""
    if of_quarter(cedex) in commune.postcodes:
        return of_quarter(cedex)
    return next((one for one in commune.postcodes if one.endswith("00")), commune.postcodes[0])
