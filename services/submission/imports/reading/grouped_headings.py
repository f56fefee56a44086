"""Headings in two lines, « Organisateur » over « Nom » and « SIRET »: a name that says nothing alone gets its group."""

from collections import Counter
from collections.abc import Sequence

from services.submission.imports.columns.headings import KNOWN
from shared.geography import fold

FEWEST_GROUPS = 2
"""Anything else above is the title of the table."""
ALONE = frozenset(
    ("nom", "name", "adresse", "code postal", "cp", "ville", "commune", "email", "e mail", "mail", "courriel", "tel",
     "telephone", "portable", "mobile", "prenom", "debut", "fin", "date", "heure")
)  # fmt: skip
"""Of a person, of an organisation and of a place alike."""
OURS = frozenset(
    ("manifestation", "evenement", "action", "lieu", "lieu de la manifestation", "lieu de l evenement", "date", "dates",
     "horaires", "quand", "ou")
)  # fmt: skip
"""Groups under which a name means what it means without one."""
KNOWN_GROUPS = OURS | {
    *("organisateur", "organisatrice", "structure", "structure organisatrice", "association", "porteur", "contact"),
    *("contacts", "contact public", "referent", "referente", "responsable", "personne a contacter", "informations"),
    *("partenaires", "communication", "public", "inscription", "reservation"),
}


def with_groups(above: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return headings with the group that stands over them, where they are nobody's without it."""
    groups = _groups(above, len(names))
    if len({fold(group) for group in groups} & KNOWN_GROUPS) < FEWEST_GROUPS:
        return list(names)
    often = Counter(fold(name) for name in names)
    return [_named(group, name, often[fold(name)]) for group, name in zip(groups, names, strict=True)]


def _groups(above: Sequence[str], columns: int) -> list[str]:
    """Return what stands over each column: a group is written over the first of its columns."""
    groups: list[str] = []
    present = ""
    for cell in [*above, *[""] * columns][:columns]:
        present = cell.strip() or present
        groups.append(present)
    return groups


def _named(group: str, name: str, times: int) -> str:
    if not group or not name or fold(group) == fold(name) or (times == 1 and fold(name) not in ALONE):
        return name
    whole = f"{group} {name}"
    return name if fold(group) in OURS and fold(whole) not in KNOWN else whole
