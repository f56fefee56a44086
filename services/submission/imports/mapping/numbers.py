"""The numbers of an organiser in a record; who has none is registered where the record or the options say so."""

from typing import Any

from services.submission.imports.mapping.codes import code
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Draft, pointer_of
from services.submission.imports.text import one_line
from shared.geography import fold

NUMBERS = ("siren", "siret", "rna", "uai", "rnf")
NONE = frozenset(
    ("aucun", "aucune", "neant", "non", "sans", "pas de numero", "pas de siret", "sans numero", "sans siret", "0")
)
"""What people write in the column of a number that they do not have."""
COURT = ("court", "volume", "folio")
MISSING = (
    "L’organisateur n’a aucun numéro : ajoutez son SIREN ou SIRET, son RNA (association), son UAI (établissement "
    "d’enseignement) ou son RNF (fondation). S’il n’en a pas, écrivez « aucun », ou acceptez pour tout le fichier "
    "les organisateurs sans numéro."
)
FOR_THE_CHAMBER = "Organisateur sans numéro : la chambre régionale vérifiera de quelle structure il s’agit."


def numbers_of(draft: Draft) -> dict[str, str]:
    """Return the numbers that a record gives, by the field of the body."""
    return {kind: number for kind in NUMBERS if (number := read_code(draft, f"organiser.{kind}"))}


def gives_some(draft: Draft) -> bool:
    """Return True where a record says something of its organiser's numbers, were it that there are none."""
    return says_none(draft) or any(draft.record.first(f"organiser.{kind}") for kind in (*NUMBERS, "court_entry.court"))


def says_none(draft: Draft) -> bool:
    """Return True where a number's column says that there is none; in JSON, null says so too."""
    fields = [f"organiser.{kind}" for kind in NUMBERS]
    cells = [cell for field in fields for cell in draft.record.all(field)]
    return any(draft.record.is_null(field) for field in fields) or any(is_none(cell.text) for cell in cells)


def court_entry(draft: Draft) -> dict[str, Any]:
    """Return the entry at a court of Bas-Rhin, Haut-Rhin or Moselle, empty where no court is named."""
    entry = {part: one_line(draft.text(f"organiser.court_entry.{part}") or "") for part in COURT}
    return {"court_entry": {part: text for part, text in entry.items() if text}} if entry["court"] else {}


def without_number(draft: Draft, defaults: Defaults, name: str) -> bool:
    """Return True where an organiser without any number may be sent, and say that its chamber will look; else ask."""
    if says_none(draft) or defaults.without_number:
        draft.notes.append(FOR_THE_CHAMBER)
        return True
    if not any(fault.pointer.startswith("/organiser/") for fault in draft.faults):
        draft.fault("/organiser/siret", "organiser_number_missing", MISSING, value=name)
    return False


def read_code(draft: Draft, field: str) -> str | None:
    """Return a number as it was before a spreadsheet changed it."""
    text = one_line(draft.text(field) or "")
    if not text or is_none(text):
        return None
    read = code(field.rpartition(".")[2], text)
    if read.note:
        draft.notes.append(read.note)
    if read.fault:
        draft.fault(pointer_of(field), "changed_by_spreadsheet", read.fault, draft.record.first(field))
    return read.value


def is_none(text: str | None) -> bool:
    """Return True for a word that says that there is no number."""
    return fold(text or "") in NONE
