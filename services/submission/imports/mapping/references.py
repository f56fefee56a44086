"""References of a file: rows that share one are one manifestation with several dates, or the reference is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.submission.imports.columns.headings import meaning
from services.submission.imports.columns.own_shape import is_body
from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.reading.rows import Row
from services.submission.imports.rules.faults import Fault

REFERENCE = "external_id"
LONGEST, MOST_DATES, LONGEST_NUMBER = 100, 60, 4
NUMBERED = "« {} » n’est qu’un numéro d’ordre, que d’autres fichiers ont aussi : la référence est « {} »."
SHARED = (
    "Référence « {} » portée par des lignes différentes (n° {}) : elle ne désigne pas une manifestation, et n’est pas "
    "envoyée."
)
MERGED = "{} lignes de même référence, aux dates près : une seule manifestation à {} dates."
MOST_NAMED = 8
OF_PROGRAMS = frozenset({"uid", "uuid"})
"""Columns whose numbers one program gives out for all of its records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referenced:
    """A mapped row, and the row whose manifestation it is a further date of."""

    mapped: Mapped
    first: int
    numbered: bool = False
    """True where its reference is only its place in a list."""

    @property
    def reference(self) -> str | None:
        """Its reference, if it has one."""
        reference = self.mapped.body.get(REFERENCE)
        return str(reference) if reference else None


def referenced(rows: Sequence[Row], mapped: Sequence[Mapped], *, file: str) -> list[Referenced]:
    """Return the rows in their order; what is in the API's own form already is left alone."""
    done = [_referenced(row, one, file) for row, one in zip(rows, mapped, strict=True)]
    groups: dict[str, list[int]] = {}
    for position, (row, one) in enumerate(zip(rows, done, strict=True)):
        if one.reference and not is_body(row.fields):
            groups.setdefault(one.reference, []).append(position)
    for reference, positions in groups.items():
        alike = _alike([(position, done[position].mapped.body) for position in positions])
        for same in alike:
            _join(done, same, [rows[position].number for position in same])
        if len(alike) > 1:
            numbers = ", ".join([str(rows[position].number) for position in positions[:MOST_NAMED]])
            for position in positions:
                done[position] = replace(done[position], mapped=_without(done[position].mapped, reference, numbers))
    return done


def _alike(bodies: Sequence[tuple[int, Mapping[str, Any]]]) -> list[list[int]]:
    groups: list[tuple[dict[str, Any], list[int]]] = []
    for position, body in bodies:
        but_dates = {name: value for name, value in body.items() if name != "occurrences"}
        same = next((found for known, found in groups if known == but_dates), None)
        if same is None:
            groups.append((but_dates, [position]))
        else:
            same.append(position)
    return [found for _, found in groups]


def _join(done: list[Referenced], positions: Sequence[int], numbers: Sequence[int]) -> None:
    """Give the first of these rows the dates of all."""
    dates: list[Any] = []
    for position in positions:
        dates += [date for date in done[position].mapped.body.get("occurrences", ()) if date not in dates]
    if len(positions) == 1 or len(dates) > MOST_DATES:
        return
    first = done[positions[0]].mapped
    faults = tuple(dict.fromkeys(fault for position in positions for fault in done[position].mapped.faults))
    notes = [note for position in positions for note in done[position].mapped.notes]
    if len(dates) > 1:
        notes.append(MERGED.format(len(positions), len(dates)))
    body = {**first.body, "occurrences": dates} if dates else first.body
    joined = replace(first, body=body, faults=faults, notes=tuple(dict.fromkeys(notes)))
    for position in positions:
        done[position] = replace(done[position], mapped=joined, first=numbers[0])


def _referenced(row: Row, mapped: Mapped, file: str) -> Referenced:
    reference = str(mapped.body.get(REFERENCE) or "")
    everybodys = meaning(mapped.columns.get("/external_id", "")) in OF_PROGRAMS
    if not reference.isdecimal() or len(reference) > LONGEST_NUMBER or everybodys or not file or is_body(row.fields):
        return Referenced(mapped=mapped, first=row.number)
    own = f"{file[: LONGEST - LONGEST_NUMBER - 1]}/{reference}"
    notes = (*mapped.notes, NUMBERED.format(reference, own))
    numbered = replace(mapped, body={**mapped.body, REFERENCE: own}, notes=notes)
    return Referenced(mapped=numbered, first=row.number, numbered=True)


def _without(mapped: Mapped, reference: str, numbers: str) -> Mapped:
    body = {name: value for name, value in mapped.body.items() if name != REFERENCE}
    fault = Fault(
        pointer="/external_id", code="reference_shared", message=SHARED.format(reference, numbers), value=reference
    )
    return replace(mapped, body=body, faults=(*mapped.faults, mapped.located(fault)))
