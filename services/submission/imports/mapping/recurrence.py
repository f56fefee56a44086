"""A column of its own for how often it takes place: without it a weekly workshop would be one of three weeks."""

from dataclasses import replace

from services.submission.imports.day_names import WEEKDAYS
from services.submission.imports.mapping.mapped import OCCURRENCES, Draft
from services.submission.imports.mapping.moments import Written
from services.submission.imports.mapping.opening_hours import REPEATED, UNTIL_WHEN
from services.submission.imports.mapping.series import series
from services.submission.imports.mapping.slots import Slot
from services.submission.imports.text import one_line
from shared.geography import fold

ONCE = frozenset(
    (
        "non",
        "no",
        "0",
        "aucune",
        "aucun",
        "unique",
        "ponctuel",
        "ponctuelle",
        "une fois",
        "une seule fois",
        "faux",
        "false",
    )
)
WEEKLY = frozenset(
    ("hebdomadaire", "hebdo", "toutes les semaines", "chaque semaine", "une fois par semaine", "weekly", "p1w")
)
DAILY = frozenset(("quotidien", "quotidienne", "daily", "p1d"))
NOT_UNDERSTOOD = "« {} » : donnez chaque date, dans une colonne « Séances » ou sur une ligne par date."


def recurring(draft: Draft, start: Written, end: Written | None) -> tuple[Slot, ...] | None:
    """Return each date of what is repeated between the first and the last; None where nothing is, or is understood."""
    cell = draft.record.first("recurrence")
    text = one_line(cell.text or cell.shown) if cell else ""
    if cell is None or fold(text) in ONCE:
        return None
    last = end.day if end else start.day
    how = _said(fold(text), start) or text
    slots = series(how, (start.day, last)) if last > start.day else None
    if slots is None or (start.hour and any(slot.start.hour for slot in slots)):
        message = (NOT_UNDERSTOOD if end else UNTIL_WHEN).format(text[:60])
        draft.fault(OCCURRENCES, "recurrence", message, cell)
        return None
    draft.columns[OCCURRENCES] = cell.column
    draft.notes.append(REPEATED.format(text[:80], start.day, last))
    return tuple(slot if slot.start.hour else _with_hours(slot, start, end) for slot in slots)


def _said(folded: str, start: Written) -> str | None:
    if folded in WEEKLY:
        return f"tous les {WEEKDAYS[start.day.weekday()]}s"
    return "tous les jours" if folded in DAILY else None


def _with_hours(slot: Slot, start: Written, end: Written | None) -> Slot:
    day = slot.start.day
    return Slot(start=replace(start, day=day), end=replace(end, day=day) if end and end.hour else None)
