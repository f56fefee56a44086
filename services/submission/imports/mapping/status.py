"""What a record says of its own state: postponed, not yet settled, not yet published; each is a question."""

import re

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.mapped import OCCURRENCES, Draft
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
    r"provisoire|tentative|option|non (?:valide|confirme|publie)e?|pas (?:valide|confirme|publie)e?)\b"
)
UNSETTLED_SAYS = "« {} » : ce n’est pas encore décidé. Retirez cette mention quand la manifestation est sûre."
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
    for cell in draft.record.all("moderation"):
        if _unpublished(cell):
            draft.fault(OCCURRENCES, "unsettled", UNSETTLED_SAYS.format(f"{cell.column} : {cell.shown[:40]}"), cell)
    title = draft.record.first("title")
    if title and POSTPONED_TITLE.search(title.shown):
        draft.fault(OCCURRENCES, "postponed", POSTPONED_TO.format(title.shown[:40]), title)


def _unpublished(cell: Cell) -> bool:
    raw = one_line(cell.text or "").strip().lower()
    if fold(cell.column) == AGENDA_STATE:
        return raw in {"-1", "0", "1"} or bool(UNSETTLED.search(fold(raw)))
    return raw in NO or bool(UNSETTLED.search(fold(raw)))
