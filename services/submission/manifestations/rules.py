"""What the organiser is told, who may see and change what, and when a manifestation may take place."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.contracts.content import Content, Organiser
from shared.contracts.eligibility import Reason, Verdict
from shared.contracts.submission import State
from shared.geography import fold

LONGEST_DAYS = 62
"""From the beginning of the first day to the end of the last."""

Tone = Literal["waiting", "good", "bad", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What an organiser registers, checked and cleaned."""

    organiser: Organiser
    content: Content
    external_id: str | None
    """The organiser's own reference, if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The last decision heard about a manifestation."""

    version: int
    judged_version: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    online: bool
    paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a manifestation stands; the verdict is None until its present version has been judged."""

    verdict: Verdict | None = None
    reasons: tuple[Reason, ...] = ()
    online: bool = False
    """Shown to the public now, if in the version judged last."""
    paper: bool = False
    judged_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A status in the organiser's words: a label, what it means, and what happens next."""

    label: str
    tone: Tone
    meaning: str
    next_step: str


def status_of(version: int, heard: Heard | None) -> Status:
    """Combine the present version with the last decision; the order in which they became known plays no part."""
    if heard is None:
        return Status()
    current = heard.judged_version >= version
    return Status(
        verdict=heard.verdict if current else None,
        reasons=heard.reasons if current else (),
        online=heard.online,
        paper=heard.paper,
        judged_version=heard.judged_version,
    )


def announcement_of(state: State, status: Status, chamber: str) -> Announcement:
    """Say to the organiser where its manifestation stands; ``chamber`` is the one in charge of its region."""
    if state == "withdrawn":
        return _withdrawn(status)
    if status.verdict == "refused":
        return Announcement(
            label="Refusée",
            tone="bad",
            meaning="Cette manifestation ne peut pas entrer au programme, pour les raisons données ci-dessous.",
            next_step="Si une information est inexacte ou incomplète, modifiez votre inscription : elle sera examinée "
            f"à nouveau. Pour en parler, adressez-vous à {_with_article(chamber)}.",
        )
    if status.verdict == "to_review":
        return Announcement(
            label=f"En attente de {_with_article(chamber)}",
            tone="waiting",
            meaning=f"Certains points ne se vérifient pas automatiquement : {_with_article(chamber)} les examine. "
            + _still_shown(status, otherwise="D’ici là, la manifestation n’est pas publiée."),
            next_step="Vous n’avez rien à faire. La décision s’affichera sur cette page.",
        )
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


def may_read(*, role: str, key_id: str, key_region: str | None, owner_key_id: str, region_code: str) -> bool:
    """Return True for the owner, the chamber of the region, and the national team."""
    return key_id == owner_key_id or role == "national" or (role == "moderator" and key_region == region_code)


def same_title(one: str, other: str) -> bool:
    """Return True for two titles that a reader would take for one, whatever their case, accents and spaces."""
    return fold(one) == fold(other)


def season(edition: int) -> tuple[date, date]:
    """Return the first and the last day on which a manifestation of this edition may take place."""
    return date(edition, 10, 1), date(edition, 12, 31)


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


def _accepted(status: Status) -> Announcement:
    if status.paper:
        return Announcement(
            label="Acceptée, en ligne et au programme papier",
            tone="good",
            meaning="Cette manifestation est au programme du Mois de l’ESS.",
            next_step="Elle sera imprimée si elle est toujours en ligne à la date d’arrêt du programme de sa région.",
        )
    return Announcement(
        label="Acceptée, en ligne seulement",
        tone="good",
        meaning="Cette manifestation est au programme en ligne du Mois de l’ESS. Le programme papier est réservé aux "
        "manifestations ouvertes à toutes et à tous.",
        next_step="Si elle s’ouvre à tout public, modifiez votre inscription : elle sera examinée à nouveau.",
    )


def _still_shown(status: Status, *, otherwise: str) -> str:
    return "D’ici là, le programme montre la version précédente." if status.online else otherwise


def _with_article(chamber: str) -> str:
    return f"la {chamber}" if chamber.startswith("CRESS") else f"l’{chamber}"
