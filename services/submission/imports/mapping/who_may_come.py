"""Who may come, from every column that says something about it; where none does, it is asked."""

from services.submission.imports.columns.columns import Cell
from services.submission.imports.columns.headings import meaning
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Draft
from services.submission.imports.mapping.openness import (
    ACCEPTED,
    CLOSED,
    FIELDS,
    LABELS,
    Understood,
    answered,
    understood,
)
from services.submission.imports.text import one_line

OPENNESS, ACCESS = "/open_to_all", "/access"
MISSING = (
    "Rien ne dit qui peut venir : ajoutez une colonne « Public », ou répondez pour tout le fichier. Mots acceptés : {}."
)
FOR_WHOM = (
    "« {} : {} » ferme la manifestation sans dire qui peut venir : « sur invitation », « réservé aux professionnels », "
    "ou les conditions dans une colonne « Public »."
)
LONGEST_CONDITIONS = 300


def read_openness(draft: Draft, defaults: Defaults) -> None:
    """Fill in who may come; nothing is open by itself."""
    read = [(cell, meant) for cell in draft.record.all("openness") if (meant := _meant(cell))]
    if not read:
        _complete(draft, defaults)
        return
    # Where several columns say something, the one that keeps people out counts, and first of these one that is clear.
    cell, found = max(read, key=lambda one: (one[1].restricts, one[1].word is not None))
    draft.columns.update({OPENNESS: cell.column, ACCESS: cell.column})
    if found is CLOSED:
        _closed(draft, cell, [other for other, meant in read if meant.word is None and meant is not CLOSED])
        return
    if found.word is None:
        draft.fault(OPENNESS, "openness_unknown", f"{_says_nothing(cell)} Mots acceptés : {ACCEPTED}.", cell)
        return
    draft.body.update(FIELDS[found.word])
    for other, meant in read:
        if meant.note and found.word == "open_to_all":
            draft.notes.append(meant.note)
        if other is not cell and meant.word is None and meant is not CLOSED:
            draft.notes.append(f"Colonne {other.column} : {_says_nothing(other)}")


def _complete(draft: Draft, defaults: Defaults) -> None:
    if defaults.openness is None:
        draft.fault(OPENNESS, "openness_missing", MISSING.format(ACCEPTED))
        return
    draft.body.update(FIELDS[defaults.openness])
    draft.complete("public", f"« {LABELS[defaults.openness]} »", defaults.source)


def _closed(draft: Draft, cell: Cell, others: list[Cell]) -> None:
    """Close it, in the words of another column where there are any: the platform wants to know for whom it is."""
    draft.body["open_to_all"] = False
    if others:
        draft.body["access_conditions"] = one_line(others[0].text or others[0].shown)[:LONGEST_CONDITIONS]
        return
    draft.fault(ACCESS, "access_missing", FOR_WHOM.format(cell.column, cell.shown[:60]), cell)


def _meant(cell: Cell) -> Understood | None:
    """Read a cell; None where it is the answer to another question (« Sur invitation : non »)."""
    text = one_line(cell.text or "")
    known, meant = answered(meaning(cell.column), text)
    return meant if known else understood(text)


def _says_nothing(cell: Cell) -> str:
    return f"« {cell.shown[:60]} » ne dit pas qui peut venir."
