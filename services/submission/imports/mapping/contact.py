"""How the public reaches the organiser; what is a person's own is published where the file says that it may be."""

import re

from services.submission.imports.columns.columns import Cell
from services.submission.imports.columns.persons import bears_name
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Draft
from services.submission.imports.mapping.phones import is_mobile, phones_in
from services.submission.imports.text import one_line

PHONE, EMAIL = "/public_contact/phone", "/public_contact/email"
HELD_BACK = "Non publié sans confirmation ({}) : {}. Pour le publier : colonne « {} »."
PERSONS = (
    ("person.name", "nom d’une personne", "Contact public"),
    ("person.email", "adresse de la personne qui a répondu", "Courriel public"),
    ("person.phone", "numéro personnel", "Téléphone public"),
    ("person.address", "adresse personnelle", "Adresse"),
)
ADDRESS = re.compile(r"[^\s,;/<>()]+@[^\s,;/<>()]+")
PUBLIC = re.compile(r"publi|diffus", re.IGNORECASE)
"""In a heading that is not a private one: « Courriel public », « Téléphone à publier »."""


def read_contact(draft: Draft, defaults: Defaults, *, department: str | None) -> None:
    """Fill in the public contact; of several numbers or addresses the first that may be published."""
    contact = {name: one_line(text) for name in ("name", "website") if (text := draft.text(f"public_contact.{name}"))}
    of_registration = _registration(draft)
    if email := _email(draft) or of_registration.get("email"):
        contact["email"] = email
    if phone := _phone(draft, department) or of_registration.get("phone"):
        contact["phone"] = phone
    if link := of_registration.get("link"):
        contact.setdefault("website", link)
    _say_what_is_held_back(draft)
    if not contact.keys() & {"email", "phone", "website"} and defaults.email:
        contact["email"] = defaults.email
        draft.complete("contact public", defaults.email, defaults.source)
    draft.body["public_contact"] = contact


def _say_what_is_held_back(draft: Draft) -> None:
    for field, what, column in PERSONS:
        if cells := draft.record.all(field):
            _hold_back(draft, cells, what, column)


def _hold_back(draft: Draft, cells: list[Cell], what: str, column: str) -> None:
    columns = list(dict.fromkeys(cell.column for cell in cells))
    label = "colonne" if len(columns) == 1 else "colonnes"
    draft.notes.append(HELD_BACK.format(f"{label} {', '.join(columns)}", what, column))


def _email(draft: Draft) -> str | None:
    names = [cell.text for cell in draft.record.all("person.name") if cell.text]
    found: list[str] = []
    for cell in draft.record.all("public_contact.email"):
        if cell.text is None:
            draft.text("public_contact.email")
            continue
        text = one_line(cell.text).removeprefix("mailto:")
        if not _says_public(cell) and bears_name(text, names):
            _hold_back(draft, [cell], "adresse d’une personne", "Courriel public")
            continue
        draft.columns.setdefault(EMAIL, cell.column)
        found.extend(ADDRESS.findall(text) or [text])
    return _first(draft, found)


def _phone(draft: Draft, department: str | None) -> str | None:
    personal = draft.record.has("form") or draft.record.has("person.name") or draft.record.has("person.email")
    found: list[str] = []
    for cell in draft.record.all("public_contact.phone"):
        draft.columns.setdefault(PHONE, cell.column)
        read = phones_in(one_line(cell.text or cell.shown), department)
        if read.fault:
            draft.fault(PHONE, "phone_format", read.fault, cell)
        if read.note:
            draft.notes.append(read.note)
        held = [number for number in read.numbers if personal and is_mobile(number) and not _says_public(cell)]
        if held:
            _hold_back(draft, [cell], "numéro de mobile", "Téléphone public")
        found.extend(number for number in read.numbers if number not in held)
    return _first(draft, found)


def _says_public(cell: Cell) -> bool:
    return bool(PUBLIC.search(cell.column))


def _first(draft: Draft, found: list[str]) -> str | None:
    if others := list(dict.fromkeys(found))[1:]:
        draft.notes.append(f"Contact public : {found[0]} est repris, {', '.join(others)} ne l’est pas.")
    return next(iter(found), None)


def _registration(draft: Draft) -> dict[str, str]:
    """Read the means of registering that agendas list with their kind."""
    cell = draft.record.first("registration")
    listed = cell.value if cell and isinstance(cell.value, list) else []
    kinds = [(one.get("type"), one.get("value")) for one in listed if isinstance(one, dict)]
    return {str(kind): one_line(value) for kind, value in reversed(kinds) if isinstance(value, str) and value.strip()}
