"""What somebody is written about their drafts. Pure."""

from collections.abc import Sequence

from services.submission.notices.rules.letter import Letter
from shared.french.typography import plural, typo

MOST_NAMED = 10


def drafts_left(titles: Sequence[str], *, until: str, link: str) -> Letter:
    """Return the reminder before the paper programme of a region is edited, ``until`` that moment."""
    count = plural(len(titles), "brouillon")
    unsent = "qui ne sont pas envoyés" if len(titles) > 1 else "qui n’est pas envoyé"
    return Letter(
        subject=typo(f"{count} à envoyer avant l’arrêt du programme papier"),
        sentences=(
            typo(f"Vous avez {count} de manifestation {unsent}."),
            typo(
                f"Le programme papier de la région reprend ce qui est en ligne le {until}. Ce qui n’est pas envoyé et "
                "accepté d’ici là n’y figurera pas ; le programme en ligne reste ouvert."
            ),
        ),
        points=tuple(typo(f"« {title} »") for title in titles[:MOST_NAMED]),
        link=link,
        link_label="Voir mes brouillons",
        closing=(typo("Si vous n’en avez plus besoin, supprimez-les, ou ne faites rien : ce rappel est le seul."),),
    )
