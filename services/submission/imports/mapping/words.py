"""Themes and format, from slugs, French labels, or the categories of agendas."""

import re
from collections.abc import Iterable, Mapping

from services.submission.imports.mapping.shipped import FORMATS, THEMES
from shared.geography import fold

SPLIT = re.compile(r"[,;|/\n]")
THEME_WORDS = {fold(word): slug for slug, label in THEMES.items() for word in (slug, label)} | {
    "agriculture": "alimentation-durable",
    "alimentation": "alimentation-durable",
    "achats socialement responsables": "achats-responsables",
    "ecologie": "transition-ecologique",
    "economie circulaire": "developpement-durable",
    "education": "education-populaire",
    "egalite": "egalite-femmes-hommes",
    "emploi": "insertion-et-emploi",
    "entrepreneuriat": "entrepreneuriat-collectif",
    "environnement": "transition-ecologique",
    "finance": "finance-solidaire",
    "insertion": "insertion-et-emploi",
    "logement": "habitat",
    "metiers": "insertion-et-emploi",
    "nature": "transition-ecologique",
    "numerique": "numerique",
    "solidarite": "action-sociale",
    "sports": "sport",
    "tourisme": "tourisme-solidaire",
    "transports": "mobilite",
}
FORMAT_WORDS = {fold(word): slug for slug, label in FORMATS.items() for word in (slug, label)} | {
    "brocante": "marche",
    "brocantes": "marche",
    "vide grenier": "marche",
    "vide greniers": "marche",
    "bourse": "marche",
    "concert": "spectacle",
    "theatre": "spectacle",
    "projection": "cine-debat",
    "cine": "cine-debat",
    "debat": "table-ronde",
    "fete": "rendez-vous-festif",
    "festival": "rendez-vous-festif",
    "foire": "salon",
    "foires et salons": "salon",
    "randonnee": "balade",
    "stage": "formation",
    "visite": "visite-d-entreprise",
    "porte ouverte": "portes-ouvertes",
    "journee portes ouvertes": "portes-ouvertes",
}


LONGEST_FORMAT = 4


def format_at_start(title: str) -> str | None:
    """Return the format that a title begins with: « Portes ouvertes de la recyclerie », « Ciné-débat : … »."""
    folded = fold(title).split()[:LONGEST_FORMAT]
    beginnings = (" ".join(folded[:count]) for count in range(len(folded), 0, -1))
    return next((FORMAT_WORDS[words] for words in beginnings if words in FORMAT_WORDS), None)


def split(values: Iterable[str]) -> list[str]:
    """Part several words in one cell."""
    return [word.strip() for value in values for word in SPLIT.split(value) if word.strip()]


def recognised(words: Iterable[str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the slugs that the words stand for, each once, and the words that stand for none."""
    slugs = dict.fromkeys(known[fold(word)] for word in words if fold(word) in known)
    return list(slugs), [word for word in words if fold(word) not in known]
