"""The rules of the Mois de l'ESS: a manifestation enters the programme if every criterion holds."""

from services.eligibility.criteria.facts import Answer
from services.eligibility.criteria.identity import identity
from services.eligibility.criteria.organiser import organiser
from services.eligibility.criteria.reasons import met, not_met, unknown
from services.eligibility.criteria.season import registration, season
from shared.contracts.content import Content
from shared.contracts.eligibility import Outcome, Reason, Verdict
from shared.contracts.submission import EditionChanged, ManifestationChanged
from shared.contracts.vocabulary import known

ESS_FORM = "ess_legal_category"
APPEALED = "appealed"
"""Code of the reason by which what was refused waits for a second reader."""

RESERVED = {"invitation": "est sur invitation", "professionals": "est réservée aux professionnels"}
"""How access is said of what is not open to all."""


def criteria(
    manifestation: ManifestationChanged, answer: Answer, edition: EditionChanged, *, late_before: bool = False
) -> tuple[Reason, ...]:
    """Judge every criterion; they are cumulative. ``late_before`` is what was judged of an earlier version."""
    who = organiser(manifestation.organiser, answer)
    otherwise_named = identity(manifestation.organiser, answer)
    return (
        who,
        *([otherwise_named] if otherwise_named else []),
        subject(manifestation.content, edition, ess_organiser=who.code == ESS_FORM),
        season(manifestation.content, edition),
        open_to_all(manifestation.content),
        registration(manifestation, edition, late_before=late_before),
    )


def subject(content: Content, edition: EditionChanged, *, ess_organiser: bool) -> Reason:
    """Link the subject to the ESS: by a cross-cutting theme, or as the own activity of an organiser of the ESS."""
    offered = {theme.slug: theme for theme in edition.themes}
    own = [offered[slug] for slug in content.themes if slug in offered]
    if linking := [theme.label for theme in own if theme.links_to_ess]:
        message = f"Le sujet est lié à l’ESS par le thème « {linking[0]} »."
        return met("subject", "ess_theme", message, {"themes": ", ".join(content.themes)})
    if own and ess_organiser:
        message = f"Le sujet est l’activité d’une structure de l’ESS, dans le domaine « {own[0].label} »."
        return met("subject", "own_activity", message, {"themes": ", ".join(content.themes)})
    return unknown(
        "subject",
        "subject_to_check",
        "Les thèmes choisis ne suffisent pas à lier le sujet à l’ESS : la chambre régionale lira la description.",
        {"themes": ", ".join(content.themes)},
    )


def open_to_all(content: Content) -> Reason:
    """Look at who may come: what is not open to all may be online, never in the paper programme. It refuses nothing."""
    facts = {"open_to_all": "oui" if content.open_to_all else "non"} | (
        {"access": content.access} if content.access else {}
    )
    if content.open_to_all:
        message = "La manifestation est ouverte à toutes et à tous : elle peut aussi figurer dans le programme papier."
        return met("openness", "open_to_all", message, facts)
    public = RESERVED.get(content.access or "", "n’est pas ouverte à toutes et à tous")
    message = f"La manifestation {public} : elle peut figurer en ligne, mais pas dans le programme papier."
    return not_met("openness", "not_open_to_all", message, facts)


def verdict(reasons: tuple[Reason, ...]) -> Verdict:
    """Draw the conclusion: a chamber's word first; then one "no" refuses, and one "unknown" waits for the chamber.

    What is appealed waits too, whatever refused it.
    """
    chamber = outcome_of("chamber", reasons)
    if chamber != "unknown":
        return "eligible" if chamber == "met" else "refused"
    if APPEALED in [reason.code for reason in reasons]:
        return "to_review"
    deciding = [reason.outcome for reason in reasons if reason.criterion != "openness"]
    if "not_met" in deciding:
        return "refused"
    return "to_review" if "unknown" in deciding else "eligible"


def outcome_of(criterion: str, reasons: tuple[Reason, ...]) -> Outcome:
    """Return how one criterion came out; what was not judged is not known."""
    for reason in reasons:
        if reason.criterion == criterion:
            return known(reason.outcome, Outcome, "unknown")
    return "unknown"
