"""On which grounds a chamber refuses; pure."""

from collections.abc import Mapping
from typing import Literal

Ground = Literal["organiser", "subject", "season", "duplicate", "incomplete", "unfit"]

SENTENCES: Mapping[Ground, str] = {
    "organiser": "L’organisateur n’est ni une structure de l’ESS, ni une collectivité, ni un établissement "
    "d’enseignement.",
    "subject": "Le lien du sujet avec l’économie sociale et solidaire n’est pas établi.",
    "season": "La manifestation n’a pas lieu pendant le Mois de l’ESS.",
    "duplicate": "La même manifestation est déjà inscrite.",
    "incomplete": "Ce qui est inscrit ne permet pas au public de savoir quoi, où et quand.",
    "unfit": "Le contenu n’a pas sa place au programme.",
}
"""As the organiser reads them, before the chamber's own sentence."""
