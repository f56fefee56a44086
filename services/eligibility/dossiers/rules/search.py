"""The words by which a chamber finds a dossier again; pure."""

from shared.contracts.submission import ManifestationChanged
from shared.geography import fold

MOST_WORDS = 12
LONGEST = 400


def searched_words(manifestation: ManifestationChanged) -> str:
    """Return title, organiser and commune, folded, with a space before each word: a pattern finds its beginning."""
    content, organiser = manifestation.content, manifestation.organiser
    numbers = (organiser.siren, organiser.siret, organiser.rna, organiser.uai, organiser.rnf)
    commune = content.place.commune_name if content.place else ""
    return f" {fold(' '.join(part for part in (content.title, organiser.name, commune, *numbers) if part))}"[:LONGEST]


def patterns(words: str) -> list[str]:
    """Return one LIKE pattern a word, of which every one must be found."""
    return [f"% {word}%" for word in fold(words).split()[:MOST_WORDS]]
