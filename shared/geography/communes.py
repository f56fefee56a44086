"""Look-ups of communes and departments in the official data, in memory."""

import re
from functools import lru_cache

from shared.geography.bundle import gazetteer
from shared.geography.folding import fold
from shared.geography.places import Commune, Department

SUR = re.compile(r"(?<!\w)s/\s*", re.IGNORECASE)
ABBREVIATIONS = {"st": "saint", "ste": "sainte"}


@lru_cache(maxsize=4096)
def find_commune(code: str) -> Commune | None:
    """Find a commune of today, or an arrondissement of Paris, Lyon or Marseille, by its INSEE code."""
    return gazetteer().find(code)


def successor_of(code: str) -> Commune | None:
    """Find the commune of today into which the one of this INSEE code was merged."""
    return gazetteer().successor(code)


def communes_of_postcode(postcode: str) -> tuple[Commune, ...]:
    """All communes that have this postcode, the most populous first; none for a CEDEX postcode."""
    return gazetteer().of_postcode(postcode)


def communes_named(name: str) -> tuple[Commune, ...]:
    """All communes that bear this name, whatever its case and accents, or that took in one of this name."""
    folded = fold_name(name)
    return gazetteer().named(folded) if folded else ()


def search_communes(text: str, limit: int = 10) -> tuple[Commune, ...]:
    """Suggest communes for what somebody types: names that begin with it first, the most populous first."""
    folded = fold_name(text)
    return gazetteer().starting(folded, limit) if folded and limit > 0 else ()


def fold_name(name: str) -> str:
    """Fold a commune's name, with the usual abbreviations written out: ``ST`` for saint, ``s/`` for sur."""
    words = fold(SUR.sub("sur ", name)).split()
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def former_names(code: str) -> tuple[str, ...]:
    """Folded names of the communes that a commune of today took in."""
    return gazetteer().former_names(code)


def epci(code: str) -> str | None:
    """Find the name of an intercommunality (métropole, communauté) by its SIREN."""
    return gazetteer().epcis.get(code)


def department(code: str) -> Department | None:
    """Find a department by its code: ``44``, ``2A``, ``974``."""
    return gazetteer().departments.get(code)


def departments() -> tuple[Department, ...]:
    """All departments and collectivités d'outre-mer, by code."""
    return tuple(gazetteer().departments.values())


def load() -> None:
    """Read the data now, so that the first request does not wait for it."""
    gazetteer()
