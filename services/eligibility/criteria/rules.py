"""The rules of the Mois de l'ESS: a manifestation enters the programme if every criterion holds."""

from dataclasses import dataclass

from services.eligibility.criteria.facts import Answer, identity_of
from services.eligibility.criteria.organiser import organiser
from services.eligibility.criteria.reasons import met, not_met, unknown
from shared.contracts.content import Content
from shared.contracts.eligibility import Reason, Verdict
from shared.contracts.submission import ManifestationChanged
from shared.contracts.vocabulary import THEMES

SECTOR_THEMES = frozenset({"culture", "habitat", "mobilite", "sante", "sport"})
"""Fields in which the ESS works among others: linked to it through an organiser that is of the ESS."""

ESS_THEMES = frozenset(slug for slug, _ in THEMES) - SECTOR_THEMES
"""Cross-cutting themes: linked to the ESS whoever organises."""

ESS_FORM = "ess_legal_category"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What follows from the reasons."""

    verdict: Verdict
    online: bool
    paper: bool


def criteria(manifestation: ManifestationChanged, answer: Answer) -> tuple[Reason, ...]:
    """Judge every criterion; they are cumulative."""
    who = organiser(manifestation.organiser, answer)
    return (
        who,
        subject(manifestation.content, ess_organiser=who.code == ESS_FORM),
        open_to_all(manifestation.content),
        registered_online(),
    )


def subject(content: Content, *, ess_organiser: bool) -> Reason:
    """Link the subject to the ESS: by a cross-cutting theme, or as the own activity of an organiser of the ESS."""
    labels = dict(THEMES)
    if linked := [labels[slug] for slug in content.themes if slug in ESS_THEMES]:
        message = f"Le sujet est lié à l’ESS par le thème « {linked[0]} »."
        return met("subject", "ess_theme", message, {"themes": ", ".join(content.themes)})
    own = [labels[slug] for slug in content.themes if slug in SECTOR_THEMES]
    if own and ess_organiser:
        message = f"Le sujet est l’activité d’une structure de l’ESS, dans le domaine « {own[0]} »."
        return met("subject", "own_activity", message, {"themes": ", ".join(content.themes)})
    return unknown(
        "subject",
        "subject_to_check",
        "Les thèmes choisis ne suffisent pas à lier le sujet à l’ESS : la chambre régionale lira la description.",
        {"themes": ", ".join(content.themes)},
    )


def open_to_all(content: Content) -> Reason:
    """Look at who may come: what is not open to all may be online, never in the paper programme. It refuses nothing."""
    facts: dict[str, str] = {"openness": content.openness}
    if content.openness == "open_to_all":
        message = "La manifestation est ouverte à tous : elle peut aussi figurer dans le programme papier."
        return met("openness", "open_to_all", message, facts)
    public = {"on_invitation": "sur invitation", "professionals_only": "réservée aux professionnels"}[content.openness]
    message = f"La manifestation est {public} : elle peut figurer en ligne, mais pas dans le programme papier."
    return not_met("openness", "not_open_to_all", message, facts)


def registered_online() -> Reason:
    """There is no other way in than the online form or the API, so what we hear of is registered online."""
    return met("registration", "registered_online", "La manifestation est inscrite en ligne.", {})


def verdict(reasons: tuple[Reason, ...]) -> Judgement:
    """Draw the conclusion: a chamber's word first; then one "no" refuses, and one "unknown" waits for the chamber."""
    deciding = [reason.outcome for reason in reasons if reason.criterion != "openness"]
    chamber = next((reason.outcome for reason in reasons if reason.criterion == "chamber"), "unknown")
    if chamber != "unknown":
        word: Verdict = "eligible" if chamber == "met" else "refused"
    elif "not_met" in deciding:
        word = "refused"
    else:
        word = "to_review" if "unknown" in deciding else "eligible"
    online = word == "eligible"
    is_open = any(reason.criterion == "openness" and reason.outcome == "met" for reason in reasons)
    return Judgement(verdict=word, online=online, paper=online and is_open)


def keeps_decision(previous: ManifestationChanged, current: ManifestationChanged, *, refused: bool = False) -> bool:
    """Return True where an amendment leaves alone what a chamber judged: who, for whom, about what, in which region.

    After a refusal the words count too: an organiser who answers it by writing anew is read again.
    """
    if refused and _words(previous) != _words(current):
        return False
    return _judged(previous) == _judged(current)


def chamber_word(reasons: tuple[Reason, ...], *, kept: bool) -> Reason | None:
    """Return what remains of a chamber's decision after an amendment; None where no chamber has spoken yet.

    A dossier that a chamber had in hand never goes back to the automatic rules alone: amending it twice must not
    turn a chamber's refusal into an acceptance.
    """
    known = next((reason for reason in reasons if reason.criterion == "chamber"), None)
    if known is None or kept:
        return known
    message = (
        "La manifestation a changé depuis la décision de la chambre régionale sur un point qu’elle avait jugé : "
        "la chambre la réexaminera."
    )
    return unknown("chamber", "changed_since_decision", message, {})


def _judged(manifestation: ManifestationChanged) -> tuple[str, str, frozenset[str], str]:
    content = manifestation.content
    return (
        identity_of(manifestation.organiser),
        content.openness,
        frozenset(content.themes),
        manifestation.region_code,
    )


def _words(manifestation: ManifestationChanged) -> tuple[str, str, str]:
    content = manifestation.content
    return content.title, content.description, content.format
