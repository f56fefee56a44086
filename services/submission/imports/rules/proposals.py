"""Which known structure an organiser without a number may be: proposed to a person, and never taken unasked. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from services.submission.imports.rules.faults import Fault
from services.submission.imports.rules.rows import ImportRow
from services.submission.manifestations.rules.known_organiser import KnownOrganiser
from shared.french.typography import typo
from shared.geography import find_commune, fold

MISSING = "organiser_number_missing"
"""The code of the fault of an organiser who is named, and no more."""
HERE, ELSEWHERE = 80, 90
"""How much of a hundred two names have to share, where the commune is the same and where it is not."""
MOST_PROPOSED = 3
FORMS = re.compile(r"\b(?:associations?|asso|scic|scop|cooperative|sas|sarl|les?|la|l|d|de|des|du|et)\b")
"""What names of structures have or leave out at will."""
PROPOSED = "Peut-être {} : si c’est elle, choisissez-la sur la page de l’import, ou écrivez ce numéro dans le fichier."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An organiser of a file who has no number there, and the structures that it may be, the likeliest first."""

    key: str
    name: str
    commune: str | None
    rows: tuple[int, ...]
    structures: tuple[KnownOrganiser, ...]


def key_of(name: str, commune_code: str | None) -> str:
    """Return by what records of one organiser are told: name and commune."""
    return f"{fold(name)}|{commune_code or ''}"


def proposals(rows: Iterable[ImportRow], known: Sequence[KnownOrganiser]) -> list[Proposal]:
    """Return a proposal for each organiser who is like a known structure."""
    found: dict[str, Proposal] = {}
    for row in rows:
        fault = _missing(row)
        if fault is None or not fault.value:
            continue
        commune_code = (row.body or {}).get("place", {}).get("commune_code")
        key = key_of(fault.value, commune_code)
        if key in found:
            found[key] = replace(found[key], rows=(*found[key].rows, row.number))
        else:
            commune = find_commune(commune_code or "")
            found[key] = Proposal(
                key=key,
                name=fault.value,
                commune=commune.name if commune else None,
                rows=(row.number,),
                structures=_alike(fault.value, commune_code, known),
            )
    return [each for each in found.values() if each.structures]


def with_proposals(rows: Sequence[ImportRow], found: Iterable[Proposal]) -> list[ImportRow]:
    """Say in each record whose organiser has no number which structures that may be."""
    of_row = {number: each for each in found for number in each.rows}
    return [_told(row, of_row[row.number]) if row.number in of_row else row for row in rows]


def shown(structure: KnownOrganiser) -> str:
    """Return a structure as a person recognises it."""
    communes = [commune.name for code in structure.commune_codes if (commune := find_commune(code))]
    where = f", {', '.join(communes[:2])}" if communes else ""
    return f"« {structure.name} » ({structure.kind.upper()} {structure.number}{where})"


def value_of(structure: KnownOrganiser) -> str:
    """Return a structure as a form sends it back."""
    return f"{structure.kind}:{structure.number}"


def answered(found: Iterable[Proposal], said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the number of each organiser for whom a structure was chosen among those that were proposed."""
    return {
        each.key: {structure.kind: structure.number}
        for each in found
        for structure in each.structures
        if said.get(each.key) == value_of(structure)
    }


def _missing(row: ImportRow) -> Fault | None:
    return next((fault for fault in row.faults if fault.code == MISSING), None)


def _told(row: ImportRow, proposal: Proposal) -> ImportRow:
    names = " ou ".join(shown(structure) for structure in proposal.structures)
    faults = tuple(
        replace(fault, message=f"{fault.message} {typo(PROPOSED.format(names))}") if fault.code == MISSING else fault
        for fault in row.faults
    )
    return replace(row, faults=faults)


def _alike(name: str, commune_code: str | None, known: Sequence[KnownOrganiser]) -> tuple[KnownOrganiser, ...]:
    asked = _bare(name)
    scored = []
    for structure in known:
        here = commune_code in structure.commune_codes
        score = fuzz.token_sort_ratio(asked, _bare(structure.name))
        if score >= (HERE if here else ELSEWHERE):
            scored.append((here, score, structure))
    scored.sort(key=lambda one: (not one[0], -one[1], one[2].number))
    return tuple(structure for _, _, structure in scored[:MOST_PROPOSED])


def _bare(name: str) -> str:
    return " ".join(FORMS.sub(" ", fold(name)).split()) or fold(name)
