"""Letters that an earlier program has lost for good: nobody may publish the signs that stand in their place."""

import re

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.mapped import Draft
from services.submission.imports.twice_decoded import repaired

FIELDS = ("title", "description", "place.name", "place.address", "organiser.name")
LOST = re.compile(
    r"\ufffd|(?<=[a-zà-ÿ])\?(?=[a-zà-ÿ])|\+[A-Z][A-Za-z0-9+/]{2}-|=[C-F][0-9A-F]=[89AB][0-9A-F]|"
    r"(?-i:(?<![A-Z])[ÃÂ](?=\s|$))",
    re.IGNORECASE,
)
"""The sign for a letter that could not be read, « caf? associatif », what mails make of accents, half of an « à »."""
ERROR = re.compile(r"\s*#(?:REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV/0!|NULL!|NUL!|NUM!|NOMBRE!|N/A|#+)\s*")
ERROR_SAYS = "« {} » : le tableur n’a pas pu calculer cette case. Écrivez-y le texte lui-même."
ADDRESS = re.compile(r"\S*(?://|@|www\.)\S*")
SAYS = (
    "« {} » : des lettres accentuées ont été perdues avant que ce fichier nous parvienne. Exportez-le à nouveau en "
    "UTF-8 depuis le logiciel d’origine, ou corrigez le texte."
)
AROUND = 20


def read_lost_letters(draft: Draft) -> None:
    """Ask about each text in which letters are missing."""
    for field in FIELDS:
        for cell in draft.record.all(field):
            if ERROR.fullmatch(cell.text or ""):
                draft.fault(f"/{field.replace('.', '/')}", "letters_lost", ERROR_SAYS.format(cell.shown), cell)
            elif excerpt := _excerpt(cell):
                draft.fault(f"/{field.replace('.', '/')}", "letters_lost", SAYS.format(excerpt), cell)


def _excerpt(cell: Cell) -> str | None:
    text = ADDRESS.sub(" ", repaired(cell.text or ""))
    found = LOST.search(text)
    return text[max(0, found.start() - AROUND) : found.end() + AROUND].strip() if found else None
