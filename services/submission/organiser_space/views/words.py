"""What choices are called."""

from typing import Any

from shared.contracts.vocabulary import Access, Attendance, Audience, OccurrenceState

OPEN_TO_ALL: tuple[tuple[str, str, str], ...] = (
    ("true", "Oui, tout le monde peut venir", "Même sur réservation. Elle peut aussi figurer au programme papier."),
    ("false", "Non, elle est réservée à certaines personnes", "Elle figure au programme en ligne seulement."),
)
ACCESS: tuple[tuple[Access, str], ...] = (
    ("free_entry", "Entrée libre"),
    ("registration", "Sur inscription"),
    ("invitation", "Sur invitation"),
    ("professionals", "Réservée aux professionnels"),
)
ATTENDANCE: tuple[tuple[Attendance, str], ...] = (
    ("on_site", "Sur place"),
    ("online", "En ligne"),
    ("mixed", "Sur place et en ligne"),
)
AUDIENCES: tuple[tuple[Audience, str], ...] = (
    ("general_public", "Grand public"),
    ("families", "Familles"),
    ("young_people", "Jeunes"),
    ("students", "Étudiantes et étudiants"),
    ("jobseekers", "Personnes en recherche d’emploi"),
    ("professionals", "Professionnels"),
    ("public_bodies", "Collectivités et services publics"),
)
STATES: tuple[tuple[OccurrenceState, str], ...] = (
    ("scheduled", "Prévue"),
    ("full", "Complète"),
    ("postponed", "Reportée"),
    ("cancelled", "Annulée"),
    ("moved_online", "Passée en ligne"),
)
STATE_KINDS: dict[str, str] = {
    "full": "waiting",
    "postponed": "waiting",
    "cancelled": "danger",
    "moved_online": "info",
}
"""Kind of badge; what is held as planned needs none."""
PRICES = {"free": "Gratuit", "paid": "Payant", "pay_what_you_want": "Prix libre"}
BOOKING = (
    ("none", "Sans réservation"),
    ("false", "Réservation possible"),
    ("true", "Réservation obligatoire"),
)
EVERY = (("week", "Chaque semaine, le même jour"), ("fortnight", "Toutes les deux semaines"), ("day", "Chaque jour"))
ACCESSIBILITY = {
    "motor": "Handicap moteur",
    "hearing": "Handicap auditif",
    "sign_language": "Langue des signes",
    "visual": "Handicap visuel",
    "intellectual": "Handicap mental",
    "psychological": "Handicap psychique",
}


def word(words: tuple[tuple[Any, str], ...], value: str) -> str:
    """Return what a value is called; itself, where a later release named it."""
    return next((label for known, label in words if known == value), value)
