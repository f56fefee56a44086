"""All records of a file, each with what would register it or the reason why it cannot be."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.submission.imports.columns.columns import NOTHING
from services.submission.imports.columns.guess import Column, columns_of, shape_of
from services.submission.imports.columns.own_shape import is_body
from services.submission.imports.columns.questions import Questions
from services.submission.imports.columns.taken import ranges_in, still_asked, taken_for
from services.submission.imports.columns.unknown import not_understood
from services.submission.imports.mapping.completed import completed
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.judge import judged
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.month_first import month_first
from services.submission.imports.mapping.numbered_dates import numbered_dates
from services.submission.imports.mapping.references import Referenced, referenced
from services.submission.imports.mapping.unwritten_years import Season
from services.submission.imports.mapping.words import Words
from services.submission.imports.reading.rows import Reading, Row
from services.submission.imports.rules.faults import Fault
from services.submission.imports.rules.rows import ImportRow, Outcome
from shared.contracts.submission import EditionChanged
from shared.french.typography import plural

TWIN = "Identique au n° {} : une seule manifestation pour les deux."
FURTHER_DATE = "Même manifestation que le n° {}, dont cette ligne donne une date."
READY = "Prête à être inscrite."


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file, understood."""

    rows: tuple[ImportRow, ...]
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    shape: str


def prepare(
    reading: Reading,
    defaults: Defaults,
    *,
    edition: EditionChanged,
    remembered: Mapping[str, Mapping[str, str]] = {},
) -> Prepared:
    """Map and judge every readable record; ``remembered`` is how files of a shape are read, by shape."""
    foreign = [row.fields for row in reading.readable if not is_body(row.fields)]
    questions = Questions(edition.extra_fields)
    columns = columns_of(foreign, NOTHING, questions)
    shape = shape_of(columns)
    if said := remembered.get(shape):
        columns = columns_of(foreign, still_asked(said, questions), questions)
    readable = reading.readable
    words, season, american = Words.of(edition), Season.of(edition), month_first(foreign)
    rewritten = numbered_dates(foreign, columns, season) | ranges_in(columns)
    chosen = taken_for(columns, questions)
    known = frozenset(column.name for column in columns if column.field)
    mapped = [
        map_record(
            *(row.fields, defaults),
            table=reading.table,
            chosen=chosen,
            words=words,
            season=season,
            month_first=american,
            rewritten=rewritten,
            questions=questions,
        )
        for row in readable
    ]
    done = dict(zip((row.number for row in readable), referenced(readable, mapped, file=reading.file), strict=True))
    firsts = _firsts(readable, done)
    rows = [_row(row, done.get(row.number), firsts.get(row.number, row.number), edition) for row in reading.rows]
    sentences = [one.sentence for one in completed(one for each in done.values() for one in each.mapped.completions)]
    return Prepared(
        rows=tuple(rows),
        notes=(*reading.notes, *not_understood(foreign, known), *sentences),
        columns=tuple(columns),
        shape=shape,
    )


def _firsts(readable: Sequence[Row], done: Mapping[int, Referenced]) -> dict[int, int]:
    """Return for each record the first one that registers the same manifestation."""
    first_with: dict[str, int] = {}
    firsts: dict[int, int] = {}
    for row in readable:
        one = done[row.number]
        written = json.dumps(one.mapped.body, ensure_ascii=True, sort_keys=True, default=str)
        firsts[row.number] = one.first if one.first != row.number else first_with.setdefault(written, row.number)
    return firsts


def _row(row: Row, one: Referenced | None, first: int, edition: EditionChanged) -> ImportRow:
    if one is None:
        return _unusable(row)
    outcome, message, faults = _judged(row, one, first, edition)
    return ImportRow(
        number=row.number,
        first=first,
        fields=row.fields,
        body=one.mapped.body,
        title=str(one.mapped.body.get("title") or ""),
        reference=one.reference,
        numbered=one.numbered,
        faults=faults,
        notes=one.mapped.notes,
        outcome=outcome,
        message=message,
    )


def _judged(row: Row, one: Referenced, first: int, edition: EditionChanged) -> tuple[Outcome, str, tuple[Fault, ...]]:
    if first != row.number:
        return "duplicate", (FURTHER_DATE if one.first != row.number else TWIN).format(first), ()
    good, faults = judged(one.mapped, edition=edition)
    count = plural(len(faults), "champ")
    if not good:
        return "incomplete", f"{count} à compléter ou à corriger.", faults
    return "new", f"{READY} {count} à vérifier." if faults else READY, faults


def _unusable(row: Row) -> ImportRow:
    return ImportRow(
        number=row.number,
        first=row.number,
        fields=row.fields,
        body=None,
        title=row.text,
        reference=None,
        numbered=False,
        faults=(),
        notes=(),
        outcome="refused" if row.fault else "set_aside",
        message=row.fault or row.aside or "",
    )
