"""What is cancelled in a file, wherever people and programs write that: it is named, and not registered."""

import re
from collections.abc import Mapping
from typing import Any

from services.submission.imports.columns.columns import Cell, Columns
from services.submission.imports.columns.headings import meaning
from services.submission.imports.text import one_line
from shared.geography import fold

CANCELLED = (
    r"(?:annulee?s?|annulation|cancelled|canceled|deprogrammee?s?|supprimee?s?|refusee?s?|rejetee?s?|abandonnee?s?)"
)
ALONE = re.compile(
    rf"(?:(?:cet |l )?(?:evenement|manifestation|action|date|event|atelier) )?(?:est )?{CANCELLED}|event ?cancell?ed|"
    r"n aura pas lieu"
)
"""The whole of a cell, whatever its heading."""
IN_STATUS = re.compile(rf"\b(?:{CANCELLED}|n aura pas lieu|eventcancelled)\b")
NOT_QUITE = re.compile(r"\b(?:non|pas|possible|si|sauf|eventuelle?)\b|\ben cas\b")
ASKS = re.compile(r"\b(?:annulee?|annulation|cancelled|canceled)\b")
"""A heading to which the cell answers yes or no."""
YES = frozenset({"oui", "o", "x", "vrai", "true", "yes", "1"})
WORD = r"(?:annul[ée]e?s?|cancell?ed)"
IN_TITLE = re.compile(
    rf"^\W*{WORD}\s*(?:[-–—:!|)\]/]|$)|[-–—:(\[|/!]\s*{WORD}\W*$|(?-i:^\W*ANNUL[ÉE]E?S?\b)", re.IGNORECASE
)
"""Beside a sign that parts it from the title, or before it in capitals."""
STATUS_CANCELLED = "6"
"""What agendas write in place of the word."""
NOT_REGISTERED = "Annulée dans le fichier ({} : « {} ») : elle n’est pas inscrite."


def cancelled(fields: Mapping[str, Any]) -> str | None:
    """Say where a record says that it is cancelled, if it does."""
    record = Columns(fields)
    for cell in record.all("status"):
        if _says_so(cell):
            return NOT_REGISTERED.format(cell.column, cell.shown[:40])
    title = record.first("title")
    if title and IN_TITLE.search(title.shown):
        return NOT_REGISTERED.format(title.column, title.shown[:80])
    for name, value in fields.items():
        if isinstance(value, str) and (not title or value != title.value) and ALONE.fullmatch(fold(value[:60])):
            return NOT_REGISTERED.format(one_line(name), one_line(value)[:40])
    return None


def _says_so(cell: Cell) -> bool:
    text = fold(one_line(cell.text or ""))
    if ASKS.search(meaning(cell.column)) and text in YES:
        return True
    return text == STATUS_CANCELLED or bool(IN_STATUS.search(text) and not NOT_QUITE.search(text))
