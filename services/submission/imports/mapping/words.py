"""Themes and format, from slugs, French labels, or the categories of agendas."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels
from shared.geography import fold

SPLIT = re.compile(r"[,;|/\n]")
OTHER_THEME_WORDS = {
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
OTHER_FORMAT_WORDS = {
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


@dataclass(frozen=True, slots=True)
class Words:
    """The themes and formats of an edition, by every word that means one of them."""

    themes: Mapping[str, str]
    """Labels by slug."""
    formats: Mapping[str, str]
    theme_words: Mapping[str, str]
    """Slugs by folded word."""
    format_words: Mapping[str, str]

    @classmethod
    def of(cls, edition: EditionChanged) -> "Words":
        """Return those of an edition: its slugs, its labels, and what agendas call the same."""
        themes, formats = theme_labels(edition), format_labels(edition)
        return cls(themes, formats, _meaning(themes, OTHER_THEME_WORDS), _meaning(formats, OTHER_FORMAT_WORDS))

    def format_at_start(self, title: str) -> str | None:
        """Return the format that a title begins with: « Portes ouvertes de la recyclerie », « Ciné-débat : … »."""
        folded = fold(title).split()[:LONGEST_FORMAT]
        beginnings = (" ".join(folded[:count]) for count in range(len(folded), 0, -1))
        return next((self.format_words[words] for words in beginnings if words in self.format_words), None)


def _meaning(labels: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    known = {word: slug for word, slug in others.items() if slug in labels}
    return known | {fold(word): slug for slug, label in labels.items() for word in (slug, label)}


def split(values: Iterable[str]) -> list[str]:
    """Part several words in one cell."""
    return [word.strip() for value in values for word in SPLIT.split(value) if word.strip()]


def recognised(words: Iterable[str], known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the slugs that the words stand for, each once, and the words that stand for none."""
    slugs = dict.fromkeys(known[fold(word)] for word in words if fold(word) in known)
    return list(slugs), [word for word in words if fold(word) not in known]
