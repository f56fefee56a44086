"""What a record says of its own state: postponed, not yet settled, not yet published; each is a question."""

import re

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.mapped import OCCURRENCES, Draft
from services.submission.imports.reading.cancelled import NOT_QUITE
from services.submission.imports.text import one_line
from shared.geography import fold

POSTPONED = re.compile(r"4|(?:.*\b)?(?:reporte\w*|postponed|eventpostponed)\b.*")
"""4 is what agendas write in place of the word."""
POSTPONED_TITLE = re.compile(
    r"^\W*(?:report[ée]e?s?\s*[-–—:!|)\]/]|REPORT[ÉE]E?S?\b)|[-–—:(\[|/!]\s*report[ée]e?s?\W*$"
)
POSTPONED_TO = "« {} » : la manifestation est reportée ; vérifiez que les dates sont bien les nouvelles."
UNSETTLED = re.compile(
    r"\b(?:a (?:confirmer|valider|moderer|definir|preciser)|en attente|brouillon|draft|pending|"
    r"provisoire|tentative|option|archivee?s?|doublon|corbeille|ko|a supprimer|"
    r"non (?:valide|confirme|publie)e?|pas (?:valide|confirme|publie)e?)\b"
)
UNSETTLED_SAYS = "« {} » : ce n’est pas encore décidé. Retirez cette mention quand la manifestation est sûre."
CALLED_OFF = re.compile(r"\b(?:annulee?s?|cancell?ed|deprogrammee?s?|reportee?s?|n aura pas lieu)\b")
AT_START = re.compile(
    r"^\W*(?:(?i:[ée]v[éèe]nement|manifestation)\s+)?"
    r"(?:(?:ANNUL|REPORT)[ÉE]E?S?\b|(?:[Aa]nnul|[Rr]eport)[ée]e?s?\s*[-–—:!])"
)
"""Of a description, that may speak of the rain further on."""
SPEAKS_OF_IT = (
    "« {} » : la manifestation a-t-elle lieu, et à ces dates ? Si oui, retirez cette mention ; sinon, écrivez "
    "« annulée » dans une colonne « Statut »."
)
IN_CAPITALS = re.compile(r"\b(?:ANNUL|REPORT)(?:[ÉE]E?S?|ATION)\b")
"""In a title that has small letters too."""
IN_TITLE = re.compile(r"\b(?:annul|report)[ée]e?s?\W*$|^\W*annulation\s*[:–—-]", re.IGNORECASE)
LONGEST_REMARK = 300
MOVED_ONLINE = re.compile(r"(?:.*\b)?(?:eventmovedonline|moved online|(?:deplace|passe|bascule)e?s? en ligne)\b.*")
MOVED_ONLINE_NUMBER = "3"
"""What agendas write in place of the words."""
MOVED_ONLINE_SAYS = "« {} » : elle a lieu en ligne ; donnez l’adresse à laquelle la rejoindre (colonne « Lien visio »)."
STATUS = frozenset({"status", "status id"})
NO = frozenset({"0", "non", "n", "no", "false", "faux"})
AGENDA_STATE = "state"
"""Where agendas count: 1 is controlled and not yet published, 2 is published."""


def read_status(draft: Draft) -> None:
    """Ask about whatever is not simply to take place."""
    for cell in draft.record.all("status"):
        text = fold(one_line(cell.text or ""))
        if POSTPONED.fullmatch(text):
            draft.fault(OCCURRENCES, "postponed", POSTPONED_TO.format(cell.shown[:40]), cell)
        elif UNSETTLED.search(text):
            draft.fault(OCCURRENCES, "unsettled", UNSETTLED_SAYS.format(cell.shown[:40]), cell)
        elif _moved_online(cell, text) and not draft.record.first("online_url"):
            draft.fault("/online_url", "unsettled", MOVED_ONLINE_SAYS.format(cell.shown[:40]), cell)
    for cell in draft.record.all("moderation"):
        if _unpublished(cell):
            draft.fault(OCCURRENCES, "unsettled", UNSETTLED_SAYS.format(f"{cell.column} : {cell.shown[:40]}"), cell)
    _read_remarks(draft)
    title = draft.record.first("title")
    if title and (IN_TITLE.search(title.shown) or (IN_CAPITALS.search(title.shown) and not title.shown.isupper())):
        draft.fault(OCCURRENCES, "unsettled", SPEAKS_OF_IT.format(title.shown[:60]), title)
    if title and POSTPONED_TITLE.search(title.shown):
        draft.fault(OCCURRENCES, "postponed", POSTPONED_TO.format(title.shown[:40]), title)


def _moved_online(cell: Cell, text: str) -> bool:
    return bool(MOVED_ONLINE.fullmatch(text)) or (text == MOVED_ONLINE_NUMBER and fold(cell.column) in STATUS)


def _read_remarks(draft: Draft) -> None:
    """Ask about what a remark or the beginning of a description calls off; elsewhere nobody reads it."""
    for cell in draft.record.unknown():
        text = fold(one_line(cell.text or "")[:LONGEST_REMARK])
        if CALLED_OFF.search(text) and not NOT_QUITE.search(text):
            draft.fault(OCCURRENCES, "unsettled", SPEAKS_OF_IT.format(cell.shown[:60]), cell)
    for cell in draft.record.all("description"):
        if AT_START.search(cell.text or ""):
            draft.fault(OCCURRENCES, "unsettled", SPEAKS_OF_IT.format(cell.shown[:60]), cell)


def _unpublished(cell: Cell) -> bool:
    raw = one_line(cell.text or "").strip().lower()
    if fold(cell.column) == AGENDA_STATE:
        return raw in {"-1", "0", "1"} or bool(UNSETTLED.search(fold(raw)))
    return raw in NO or bool(UNSETTLED.search(fold(raw)))
