"""What an organiser is written about a manifestation, and when a decision is worth a mail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.status import announcement_of, deciding, status_of, with_article
from services.submission.notices.rules.letter import Letter
from shared.contracts.eligibility import CorrectedText, Verdict
from shared.contracts.submission import State
from shared.french.typography import grouped, typo

CORRECTED = {
    "title": "Titre",
    "description": "Description",
    "access_conditions": "Conditions d’accès",
    "print_title": "Titre pour le papier",
    "print_text": "Texte pour le papier",
}
SHORT = 400
"""Signs of a text and of its correction that a mail repeats."""
SEE = "Voir ma manifestation"
MOST_LINES = 50
"""Decisions that one mail names."""
WORTH_A_MAIL: tuple[Verdict, ...] = ("eligible", "refused")
"""What is still to be reviewed, the registration's own mail has said; a withdrawal is the organiser's own act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The last decision on a manifestation that was weighed for a mail."""

    manifestation_id: UUID
    version: int
    judged_version: int
    verdict: Verdict
    paper: bool


def weighed(decision: LastDecision) -> Announced:
    """Return what is kept of a decision for the next one."""
    return Announced(
        manifestation_id=decision.manifestation_id,
        version=decision.version,
        judged_version=decision.judged_version,
        verdict=decision.verdict,
        paper=decision.published is not None and decision.published.paper,
    )


def is_worth_a_mail(decision: LastDecision, before: Announced | None) -> bool:
    """Return True where it tells the organiser something: another verdict, or a refusal of what was changed since.

    An amendment that is accepted as its former version was, the page has told already.
    """
    now = weighed(decision)
    if decision.verdict not in WORTH_A_MAIL or (before and before.version >= now.version):
        return False
    if before is None or (before.verdict, before.paper) != (now.verdict, now.paper):
        return True
    return now.verdict == "refused" and before.judged_version != now.judged_version


def as_a_mail_needs_it(decision: LastDecision) -> LastDecision:
    """Return a decision without what no mail says of it: why something is accepted, and where it takes place."""
    return replace(
        decision,
        reasons=decision.reasons if decision.verdict == "refused" else (),
        published=decision.published and replace(decision.published, places=()),
        said=decision.said[-1:],
    )


def registration_received(title: str, link: str) -> Letter:
    """Return the receipt of a registration."""
    return Letter(
        subject=typo(f"Inscription reçue : « {title} »"),
        sentences=(
            typo(f"Votre manifestation « {title} » est bien enregistrée."),
            "Les critères du Mois de l’ESS sont en cours de vérification.",
            "Si un point ne se vérifie pas automatiquement, la chambre de votre région l’examine.",
            "Vous recevrez un message dès qu’une décision est prise. D’ici là, vous n’avez rien à faire.",
        ),
        link=link,
        link_label=SEE,
    )


def corrected(title: str, texts: Sequence[CorrectedText], *, chamber: str, link: str) -> Letter:
    """Return the mail that names what a chamber corrected."""
    return Letter(
        subject=typo(f"« {title} » : des fautes sont corrigées"),
        sentences=(
            typo(f"En acceptant votre manifestation « {title} », {with_article(chamber)} y a corrigé des fautes :"),
        ),
        points=tuple(typo(_correction(text)) for text in texts),
        link=link,
        link_label="Voir ce qui a changé",
        closing=(
            typo("Si une correction n’est pas juste, modifiez la manifestation : votre texte est le dernier mot."),
        ),
    )


def _correction(text: CorrectedText) -> str:
    name = CORRECTED.get(text.field, text.field)
    if len(text.before) + len(text.after) > SHORT:
        return f"{name} : l’historique montre le texte d’avant et celui d’à présent."
    return f"{name} : « {text.before} » devient « {text.after} »"


def decided(title: str, state: State, decision: LastDecision, *, chamber: str, link: str) -> Letter:
    """Return the mail that tells a decision with its reasons, in the words of the organiser's page."""
    status = status_of(decision.judged_version, decision)
    said = announcement_of(state, status, chamber)
    return Letter(
        subject=typo(f"« {title} » : {said.label[:1].lower()}{said.label[1:]}"),
        sentences=(typo(f"« {title} »"), typo(said.meaning)),
        points=tuple(typo(reason.message) for reason in deciding(status)) if decision.verdict == "refused" else (),
        link=link,
        link_label=SEE,
        closing=(typo(said.next_step),),
    )


def decided_together(decisions: Sequence[tuple[str, State, LastDecision]], *, link: str) -> Letter:
    """Return the mail that tells many decisions on what a program or a file registered, refusals first."""
    said = sorted(
        (decision.verdict != "refused", title, _in_a_line(title, state, decision))
        for title, state, decision in decisions
    )
    more = len(said) - MOST_LINES
    return Letter(
        subject=typo(f"{grouped(len(said))} décisions sur vos manifestations"),
        sentences=(
            typo(f"{grouped(len(said))} manifestations inscrites par fichier ou par programme ont une décision :"),
        ),
        points=tuple(line for _, _, line in said[:MOST_LINES]),
        link=link,
        link_label="Voir mes manifestations",
        closing=(typo(f"{grouped(more)} autres sont dans la liste de vos manifestations."),) if more > 0 else (),
    )


def _in_a_line(title: str, state: State, decision: LastDecision) -> str:
    status = status_of(decision.judged_version, decision)
    # Who decides is not in the words of what is decided.
    label = announcement_of(state, status, "").label
    reasons = " ".join(reason.message for reason in deciding(status)) if decision.verdict == "refused" else ""
    return typo(f"« {title} » : {label[:1].lower()}{label[1:]}. {reasons}".strip())
