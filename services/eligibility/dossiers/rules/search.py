"""The words by which a chamber finds a dossier again; pure."""

from shared.contracts.submission import ManifestationChanged
from shared.geography import fold

MOST_WORDS = 12
LONGEST = 400


def searched_words(manifestation: ManifestationChanged) -> str:
    """Return title, organiser, commune and numbers, folded."""
    content, organiser = manifestation.content, manifestation.organiser
    numbers = (organiser.siren, organiser.siret, organiser.rna, organiser.uai, organiser.rnf)
    commune = content.place.commune_name if content.place else ""
    # Numbers first: a long title would have them cut off.
    return fold(" ".join(part for part in (*numbers, content.title, organiser.name, commune) if part))[:LONGEST]


def search_query(words: str) -> str:
    """Return a ``tsquery`` of words of which each must begin a word; nothing where none is given."""
    return " & ".join(f"'{word}':*" for word in fold(words).split()[:MOST_WORDS])
