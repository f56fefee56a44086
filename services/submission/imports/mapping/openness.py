"""Who may come, out of the words that French files use; it decides on the paper programme, so nothing is guessed."""

import re
from dataclasses import dataclass
from typing import Any

from shared.geography import fold

LABELS = {
    "open_to_all": "ouvert à tous",
    "on_invitation": "sur invitation",
    "professionals_only": "réservé aux professionnels",
}
FIELDS: dict[str, dict[str, Any]] = {
    "open_to_all": {"open_to_all": True},
    "on_invitation": {"open_to_all": False, "access": "invitation"},
    "professionals_only": {"open_to_all": False, "access": "professionals"},
}
"""What each word is in the body."""
ACCEPTED = (
    "« tout public », « ouvert à tous », « entrée libre », « gratuit », « famille » ou « sur inscription » (ouvert à "
    "tous), « sur invitation », « réservé aux professionnels »"
)
ON_REGISTRATION = "Sur inscription : ouvert à tous, à condition de s’inscrire."
INVITATION = re.compile(r"\binvit(?:e|es|ee|ees|ation|ations)?\b")
PROFESSIONALS = re.compile(r"\bprofession(?:nel|nelle|al)s?\b|\breserve aux pros\b")
EXCEPTION = re.compile(r"\b(?:non|pas|sans|sauf|hors)\b")
KEPT_OUT = re.compile(
    r"\b(?:fermee?|privee?|interne|adherents?|membres?|reservee?s?|uniquement|seulement|exclusivement)\b"
)
CONTACT = re.compile(r"https?://\S+|\S+@\S+")
WITHOUT_REGISTRATION = re.compile(r"\bsans (?:inscription|reservation)(?: prealable)?\b")
REGISTRATION = re.compile(
    r"\b(?:sur |avec )?(?:pre )?(?:inscription|reservation)s?(?: (?:libre|gratuite|obligatoire|conseillee|souhaitee|"
    r"recommandee|prealable|requise|necessaire|en ligne|par mail|par telephone|sur place)s?)*\b"
)
EVERYBODY = re.compile(
    r"\b(?:tout(?: type de)? public|tous(?: les)? publics|grand public|tout le monde|open to all|"
    r"open to everyone|everyone|everybody|all welcome|all audiences|"
    r"ouverte?s? au public|(?:a|pour) tous(?: et (?:a |pour )?toutes)?(?! (?:les|nos|ces))|"
    r"toutes et (?:a |pour )?tous|tous et toutes|"
    r"(?:tous les|tout) ages?|petits et grands)\b|^(?:tous|public)$"
)
FREE = re.compile(
    r"\b(?:(?:entree|acces|participation) (?:est )?(?:libre|gratuite?)|libre acces|libre|gratuite?s?|familles?|"
    r"familial(?:e|es)?|jeunes? publics?)\b"
)
HARMLESS = frozenset(
    {"a", "accessible", "ado", "ados", "adulte", "adultes", "ans", "au", "aux", "d", "dans", "de", "des", "disponibles",
     "du", "en", "enfant", "enfants", "est", "et", "jeune", "jeunes", "l", "la", "le", "les", "limite", "ou", "ouvert",
     "ouverte", "ouverts", "partir", "places", "pour", "seniors", "sur"}
)  # fmt: skip
"""Words that, beside one that opens the doors, close them to nobody."""
AUDIENCES = frozenset({"etudiants", "etudiantes", "scolaires", "professionnel", "professionnels"})
"""Groups that may be named beside everybody, and that alone would keep the others out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Our word for who may come, None where the text is not understood; and what to say about it."""

    word: str | None = None
    note: str | None = None
    restricts: bool = False
    """True where the text keeps some people out, whoever they are."""


CLOSED = Understood(restricts=True)
"""Said to be closed, and not for whom it is open."""
YES = frozenset({"oui", "o", "yes", "x", "vrai", "true", "1"})
NO = frozenset({"non", "n", "no", "faux", "false", "0", "pas du tout"})
QUESTIONS: dict[str, str] = dict.fromkeys(
    ("ouvert a tous", "ouverte a tous", "ouvert a toutes et tous", "ouvert a tous et toutes", "ouvert au public",
     "ouverte au public", "tout public", "grand public"), "open_to_all"
) | {"sur invitation": "on_invitation", "reserve aux professionnels": "professionals_only"}  # fmt: skip
"""Headings that ask, with what yes means."""


def answered(heading: str, text: str) -> tuple[bool, Understood | None]:
    """Return whether the text is yes or no to what the heading asks, and what it means if it means anything."""
    word, folded = QUESTIONS.get(heading), fold(text)
    if word is None or folded not in YES | NO:
        return False, None
    if folded in YES:
        return True, Understood(word=word, restricts=word != "open_to_all")
    return True, CLOSED if word == "open_to_all" else None


def understood(text: str) -> Understood:
    """Read a text on who may come; what is not understood is never taken for "all"."""
    folded = WITHOUT_REGISTRATION.sub(" ", fold(CONTACT.sub(" ", text)))
    return _slug(folded) or _restricted(folded) or _open(folded)


def _slug(folded: str) -> Understood | None:
    slug = next((slug for slug in LABELS if fold(slug) == folded), None)
    return Understood(word=slug, restricts=slug != "open_to_all") if slug else None


def _restricted(folded: str) -> Understood | None:
    if EXCEPTION.search(folded):
        return Understood(restricts=True)
    if INVITATION.search(folded):
        return Understood(word="on_invitation", restricts=True)
    kept_out = KEPT_OUT.search(folded)
    if PROFESSIONALS.search(folded) and (kept_out or not EVERYBODY.search(folded)):
        return Understood(word="professionals_only", restricts=True)
    return Understood(restricts=True) if kept_out else None


def _open(folded: str) -> Understood:
    """Return "all" only where every word is one of those known."""
    without_registration = REGISTRATION.sub(" ", folded)
    without_everybody = EVERYBODY.sub(" ", without_registration)
    rest = FREE.sub(" ", without_everybody)
    harmless = HARMLESS if without_everybody == without_registration else HARMLESS | AUDIENCES
    if rest == folded or any(word not in harmless and not word.isdecimal() for word in rest.split()):
        return Understood()
    return Understood(word="open_to_all", note=ON_REGISTRATION if without_registration != folded else None)
