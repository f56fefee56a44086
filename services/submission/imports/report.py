"""The file as it came, with two columns more: what became of each record, and what is to be corrected in it. Pure."""

import io
from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter import Workbook

from services.submission.imports.columns.columns import NOTHING, flat_values
from services.submission.imports.rules.rows import IN_DATABASE, LABELS, TO_LOOK_AT, ImportRow
from shared.spreadsheets.csv_table import to_csv
from shared.spreadsheets.workbook import LONGEST_CELL

RESULT, TO_CORRECT = "Résultat", "À corriger"
WIDTH, WIDE = 18, 60


def table(rows: Sequence[ImportRow], questions: Mapping[str, str] = NOTHING) -> Iterator[list[str]]:
    """Yield the header, then every record; what an earlier report said is replaced.

    ``questions`` of the edition, by the pointer of their answers, get a column where some record owes an answer.
    """
    flat = [dict(flat_values(row.fields)) for row in rows]
    names = [name for name in dict.fromkeys(name for each in flat for name in each) if name not in {RESULT, TO_CORRECT}]
    names += [label for label in _owed(rows, questions) if label not in names]
    yield [RESULT, TO_CORRECT, *names]
    for row, fields in zip(rows, flat, strict=True):
        yield [_result(row), _to_correct(row), *(fields.get(name, "") for name in names)]


def as_csv(rows: Sequence[ImportRow], questions: Mapping[str, str] = NOTHING) -> bytes:
    """Write it as spreadsheets of this country read it; a text that would be a formula is kept from being one."""
    return to_csv(table(rows, questions))


def as_xlsx(rows: Sequence[ImportRow], questions: Mapping[str, str] = NOTHING) -> bytes:
    """Write it as a workbook in which every cell is text."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Import")
        bold = workbook.add_format({"bold": True})
        to_look_at = workbook.add_format({"bg_color": "#FDE9D9", "text_wrap": True, "valign": "top"})
        plain = workbook.add_format({"num_format": "@", "valign": "top"})
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, WIDTH)
        sheet.set_column(1, 1, WIDE)
        for number, line in enumerate(table(rows, questions)):
            wanting = number > 0 and (rows[number - 1].outcome in TO_LOOK_AT or bool(rows[number - 1].faults))
            for column, cell in enumerate(line):
                style = bold if number == 0 else to_look_at if wanting and column <= 1 else plain
                sheet.write_string(number, column, cell[:LONGEST_CELL], style)
    return content.getvalue()


def _owed(rows: Sequence[ImportRow], questions: Mapping[str, str]) -> list[str]:
    without = {fault.pointer for row in rows for fault in row.faults if fault.column is None}
    return [label for pointer, label in questions.items() if pointer in without]


def _result(row: ImportRow) -> str:
    label = LABELS[row.outcome]
    return f"{label[0].upper()}{label[1:]}"


def _to_correct(row: ImportRow) -> str:
    if row.faults:
        check = "À vérifier, " if row.outcome in IN_DATABASE or row.outcome == "new" else ""
        return " ; ".join(f"{check}{fault.where} : {fault.message}" for fault in row.faults)
    return "" if row.outcome in {"registered", "unchanged", "new"} else row.message
