"""Letters that an earlier program has lost for good: nobody may publish the signs that stand in their place."""

import re

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.mapped import Draft

FIELDS = ("title", "description", "place.name", "place.address", "organiser.name")
LOST = re.compile(
    r"\ufffd|(?<=[a-zà-ÿ])\?(?=[a-zà-ÿ])|\+[A-Z][A-Za-z0-9+/]{2}-|=[C-F][0-9A-F]=[89AB][0-9A-F]", re.IGNORECASE
)
"""The sign for a letter that could not be read, « caf? associatif », and what mails make of accents."""
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
            if excerpt := _excerpt(cell):
                draft.fault(f"/{field.replace('.', '/')}", "letters_lost", SAYS.format(excerpt), cell)


def _excerpt(cell: Cell) -> str | None:
    text = ADDRESS.sub(" ", cell.text or "")
    found = LOST.search(text)
    return text[max(0, found.start() - AROUND) : found.end() + AROUND].strip() if found else None
