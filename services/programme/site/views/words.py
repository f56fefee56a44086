"""The words of the contracts as readers see them; a word that a later release named is passed over."""

from collections.abc import Iterable, Mapping

from services.programme.listings.rules.dates import takes_place_at
from shared.contracts.content import Content, Occurrence
from shared.contracts.vocabulary import (
    Access,
    AccessibilityCode,
    Attendance,
    Audience,
    OccurrenceState,
    known,
)
from shared.french.languages import french_name
from shared.french.places import town_of

Badge = tuple[str, str]
"""Label and kind."""

STATES: Mapping[OccurrenceState, Badge | None] = {
    "scheduled": None,
    "full": ("Complet", "waiting"),
    "postponed": ("Reporté", "waiting"),
    "cancelled": ("Annulé", "danger"),
    "moved_online": ("En ligne", "info"),
}
OPEN: Badge = ("Ouverte à toutes et à tous", "success")
RESTRICTED: Mapping[Access, Badge] = {
    "invitation": ("Sur invitation", "waiting"),
    "professionals": ("Réservée aux professionnels", "info"),
    "free_entry": ("Public restreint", "waiting"),
    "registration": ("Public restreint", "waiting"),
}
REGISTRATION: Badge = ("Sur inscription", "info")
AUDIENCES: Mapping[Audience, str] = {
    "general_public": "grand public",
    "families": "familles",
    "young_people": "jeunes",
    "students": "étudiantes et étudiants",
    "jobseekers": "personnes en recherche d’emploi",
    "professionals": "professionnels",
    "public_bodies": "collectivités et services publics",
}
ACCESSIBILITY: Mapping[AccessibilityCode, str] = {
    "motor": "handicap moteur",
    "hearing": "handicap auditif",
    "sign_language": "langue des signes",
    "visual": "handicap visuel",
    "intellectual": "handicap intellectuel",
    "psychological": "handicap psychique",
}
PARTS_OF_DAY: Mapping[str, str] = {"morning": "Le matin", "afternoon": "L’après-midi", "evening": "Le soir"}
ONLINE = "En ligne"
NO_PLACE = "Lieu à préciser"


def state_badge(state: OccurrenceState) -> Badge | None:
    """Return what marks a date; None where it simply takes place."""
    return STATES[state]


def access_badges(content: Content) -> tuple[Badge, ...]:
    """Say who may come, and that one registers where that is asked for."""
    access: Access = known(content.access or "free_entry", Access, "free_entry")
    who = OPEN if content.open_to_all else RESTRICTED[access]
    return (who, REGISTRATION) if access == "registration" else (who,)


def where_line(content: Content, occurrence: Occurrence) -> str:
    """``Rennes (Ille-et-Vilaine)``, ``En ligne``, or both."""
    attendance = known(content.attendance, Attendance, "on_site")
    place = takes_place_at(content, occurrence)
    if place is None:
        return ONLINE if attendance != "on_site" or occurrence.state == "moved_online" else NO_PLACE
    return f"{town_of(place)} et en ligne" if attendance == "mixed" else town_of(place)


def audience_labels(words: Iterable[str]) -> list[str]:
    """Return for whom it is meant."""
    return [label for word, label in AUDIENCES.items() if word in set(words)]


def accessibility_labels(codes: Iterable[str]) -> list[str]:
    """Return what it is made accessible for."""
    return [label for code, label in ACCESSIBILITY.items() if code in set(codes)]


def language_labels(codes: Iterable[str]) -> list[str]:
    """Return names of languages; the code itself where we have no name."""
    return [french_name(code) for code in codes]
