"""Where a manifestation stands, and how its organiser is told."""

from dataclasses import dataclass
from typing import Literal

from services.submission.manifestations.rules.decisions import LastDecision, asked_of, is_final
from shared.contracts.eligibility import Reason, Said, Verdict
from shared.contracts.submission import State

Tone = Literal["waiting", "good", "bad", "closed"]


WAITS_FOR_THE_REGISTER = "register_unavailable"
MAY_BE_A_SLIP = frozenset(
    ("establishment_closed", "establishment_unknown", "foundation_not_found", "name_disagrees", "number_not_found")
)
"""Reasons whose sentence asks to look at a number again: beside them nobody is told that there is nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a manifestation stands; the verdict is None until its present version has been judged."""

    verdict: Verdict | None = None
    reasons: tuple[Reason, ...] = ()
    online: bool = False
    """Shown to the public now, in the published version."""
    paper: bool = False
    judged_version: int | None = None
    published_version: int | None = None
    """The version that the public sees; None where it sees none."""
    asked: Said | None = None
    """What whoever decides asks to have changed in the present version; None where nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A status in the organiser's words: a label, what it means, and what happens next."""

    label: str
    tone: Tone
    meaning: str
    next_step: str


def status_of(version: int, decision: LastDecision | None) -> Status:
    """Combine the present version with the last decision; the order in which they became known plays no part."""
    if decision is None:
        return Status()
    current = decision.judged_version >= version
    published = decision.published
    return Status(
        verdict=decision.verdict if current else None,
        reasons=decision.reasons if current else (),
        online=published is not None,
        paper=published is not None and published.paper,
        judged_version=decision.judged_version,
        published_version=published.judged_version if published else None,
        asked=asked_of(decision, version),
    )


def deciding(status: Status) -> tuple[Reason, ...]:
    """Return the reasons that a verdict rests on; none where it needs none.

    A chamber's word stands alone once it has spoken. Who may come decides on paper only, never on the verdict.
    """
    chamber = tuple(each for each in status.reasons if each.criterion == "chamber" and each.outcome != "unknown")
    against = {"refused": "not_met", "to_review": "unknown"}.get(status.verdict or "")
    return chamber or tuple(each for each in status.reasons if each.outcome == against and each.criterion != "openness")


def beside(status: Status) -> tuple[Reason, ...]:
    """Return the other reasons; a chamber's word has answered what it was to look at."""
    decided = deciding(status)
    answered = any(each.criterion == "chamber" and each.outcome != "unknown" for each in decided)
    return tuple(
        each for each in status.reasons if each not in decided and not (answered and each.outcome == "unknown")
    )


def announcement_of(state: State, status: Status, chamber: str) -> Announcement:
    """Say to the organiser where its manifestation stands; ``chamber`` is the one in charge of its region."""
    if state == "withdrawn":
        return _withdrawn(status)
    if status.asked:
        return _asked(status, chamber)
    if status.verdict == "refused":
        return Announcement(
            label="Refusée",
            tone="bad",
            meaning="Cette manifestation ne peut pas entrer au programme, pour les raisons données ci-dessous. "
            "Elle n’est pas en ligne.",
            next_step="Si une information est inexacte ou incomplète, corrigez-la : ce qui l’a fait refuser est alors "
            f"examiné à nouveau. {_way_on(status)} Pour en parler, adressez-vous à {with_article(chamber)}.",
        )
    if status.verdict == "to_review":
        return _waits(status, chamber)
    if status.verdict == "eligible":
        return _accepted(status)
    return Announcement(
        label="En cours d’examen",
        tone="waiting",
        meaning="Votre inscription est bien enregistrée. Les critères du Mois de l’ESS sont en cours de vérification. "
        + _still_shown(status, otherwise=""),
        next_step="La vérification ne prend en général que quelques secondes : rechargez cette page pour voir le "
        "résultat.",
    )


def _way_on(status: Status) -> str:
    if is_final(status.reasons):
        return "L’équipe nationale a confirmé ce refus : il n’y a plus d’autre réexamen de ce qui est inscrit."
    return "Si vous pensez que c’est une erreur, demandez un réexamen : une autre personne le lira."


def _asked(status: Status, chamber: str) -> Announcement:
    return Announcement(
        label="Modifications demandées",
        tone="waiting",
        meaning=f"Avant de décider, {with_article(chamber)} vous demande de modifier cette manifestation : voyez vos "
        "échanges ci-dessous. " + _still_shown(status, otherwise="D’ici là, elle n’est pas publiée."),
        next_step="Modifiez ce qui est demandé, ou répondez : votre manifestation est alors lue de nouveau.",
    )


def _withdrawn(status: Status) -> Announcement:
    return Announcement(
        label="Retirée",
        tone="closed",
        meaning="Vous avez retiré cette manifestation. "
        + (
            "Elle va disparaître du programme en ligne dans quelques instants."
            if status.online
            else "Elle ne figure pas au programme en ligne."
        ),
        next_step="Pour la proposer à nouveau, inscrivez une nouvelle manifestation.",
    )


def _waits(status: Status, chamber: str) -> Announcement:
    codes = {reason.code for reason in deciding(status)}
    if codes == {WAITS_FOR_THE_REGISTER}:
        return Announcement(
            label="En attente du registre",
            tone="waiting",
            meaning="Votre inscription est bien enregistrée. Le registre public où se vérifie la structure n’a pas "
            "encore répondu. " + _still_shown(status, otherwise="D’ici là, la manifestation n’est pas publiée."),
            next_step="Vous n’avez rien à faire : la vérification reprendra d’elle-même, et son résultat s’affichera "
            "sur cette page.",
        )
    nothing = "Vous n’avez rien à faire. La décision s’affichera sur cette page."
    look = (
        "Relisez ce qui est signalé ci-dessus : si un numéro est à corriger, corrigez-le, il est vérifié à nouveau "
        "aussitôt. S’il est juste, attendez la décision, qui s’affichera sur cette page."
    )
    return Announcement(
        label=f"En attente de {with_article(chamber)}",
        tone="waiting",
        meaning=f"Certains points ne se vérifient pas automatiquement : {with_article(chamber)} les examine. "
        + _still_shown(status, otherwise="D’ici là, la manifestation n’est pas publiée."),
        next_step=look if codes & MAY_BE_A_SLIP else nothing,
    )


def _accepted(status: Status) -> Announcement:
    if status.paper:
        return Announcement(
            label="Acceptée, en ligne, peut être imprimée",
            tone="good",
            meaning="Cette manifestation est au programme en ligne du Mois de l’ESS, et peut figurer au programme "
            "papier de sa région.",
            next_step="Ce que la chambre imprime se décide à la date d’arrêt du programme papier de la région, parmi "
            "les manifestations alors en ligne et ouvertes à toutes et à tous.",
        )
    return Announcement(
        label="Acceptée, en ligne seulement",
        tone="good",
        meaning="Cette manifestation est au programme en ligne du Mois de l’ESS. Le programme papier est réservé aux "
        "manifestations ouvertes à toutes et à tous.",
        next_step="Si elle s’ouvre à toutes et à tous, dites-le en modifiant votre inscription : cela est examiné à "
        "nouveau.",
    )


def _still_shown(status: Status, *, otherwise: str) -> str:
    return "La version précédente reste en ligne." if status.online else otherwise


def with_article(chamber: str) -> str:
    """Return how a sentence names whoever decides."""
    return f"la {chamber}" if chamber.startswith("CRESS") else f"l’{chamber}"
