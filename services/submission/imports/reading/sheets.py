"""Records from workbooks (XLSX, XLS, ODS): every sheet whose first lines name columns, cells as people see them."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from services.submission.imports.reading.rows import MOST_ROWS, Reading, Row
from services.submission.imports.reading.table import (
    LINES_LOOKED_AT,
    headings_in,
    names_dates,
    nothing_known,
    rows_under,
)
from services.submission.imports.reading.unusable import FileUnusable
from shared.french.typography import grouped, typo

LOCKED = "Ce classeur est protégé par un mot de passe : enregistrez-le sans mot de passe, puis renvoyez-le."
BROKEN = "Ce classeur ne peut pas être lu : ouvrez-le dans un tableur, enregistrez-le à nouveau, puis renvoyez-le."
LEFT_OUT = "Feuille « {} » laissée de côté : ses premières lignes ne nomment pas de colonnes connues, ou pas de dates."
HIDDEN = "Feuille masquée « {} » laissée de côté."
OF_SHEET = "Feuille « {} » : {}"
TOO_TALL = (
    "La feuille « {} » va jusqu’à la ligne {}, et {} enregistrements au plus sont pris en une fois : partagez-la en "
    "plusieurs fichiers, ou supprimez les lignes vides de la fin."
)
TALLEST = MOST_ROWS + 10 * LINES_LOOKED_AT
"""A sheet that has more lines than that, blank ones and what stands around the table included, is not opened whole."""
PANIC = "PanicException"
DAY_SECONDS = 86_400
EXACT = 1e15
"""Beyond it a spreadsheet has lost digits."""

Grid = list[list[Any]]


def read_sheets(content: bytes) -> Reading:
    """Read every sheet that is a table of manifestations. Raises ``FileUnusable``."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids, heights, notes = _grids(workbook)
    except PasswordError as error:
        raise FileUnusable(LOCKED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise FileUnusable(BROKEN) from error
    except BaseException as error:
        # A panic of the library is no exception of Python's, and its type cannot be imported.
        if type(error).__name__ == PANIC:
            raise FileUnusable(BROKEN) from error
        raise
    found = {name: headings_in(grid[:LINES_LOOKED_AT]) for name, grid in grids.items()}
    tables = [name for name, headings in found.items() if headings.found]
    # A list of people beside the programme is no programme.
    dated = [name for name in tables if names_dates(found[name], grids[name])]
    chosen = dated or tables or list(grids)[:1]
    rows: list[Row] = []
    for name, grid in grids.items():
        if name not in chosen:
            notes.append(LEFT_OUT.format(name))
            continue
        if heights[name] > TALLEST:
            raise FileUnusable(TOO_TALL.format(name, grouped(heights[name]), grouped(MOST_ROWS)))
        added, above = rows_under(found[name], iter(grid), first=len(rows) + 1)
        rows += added
        if added and not found[name].found and (unknown := nothing_known(iter(grid))):
            notes.append(unknown)
        if above:
            notes.append(OF_SHEET.format(name, above) if len(grids) > 1 else above)
    return Reading(rows=tuple(rows), notes=tuple(typo(note) for note in notes), table=True)


def _grids(workbook: CalamineWorkbook) -> tuple[dict[str, list[list[str]]], dict[str, int], list[str]]:
    """Return the cells of each sheet, of one that is too tall those of its first lines, and how tall each is."""
    grids: dict[str, list[list[str]]] = {}
    heights: dict[str, int] = {}
    notes: list[str] = []
    for said in workbook.sheets_metadata:
        if said.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(said.name)
        heights[said.name] = sheet.total_height
        grid = list(_lines(sheet, LINES_LOOKED_AT if sheet.total_height > TALLEST else None))
        if not any(any(row) for row in grid):
            continue
        if said.visible is SheetVisibleEnum.Visible:
            grids[said.name] = grid
        else:
            notes.append(HIDDEN.format(said.name))
    return grids, heights, notes


def _lines(sheet: CalamineSheet, most: int | None) -> Iterator[list[str]]:
    grid: Grid = sheet.to_python(skip_empty_area=False, nrows=most)
    _fill_merged(sheet, grid)
    for row in grid:
        cells = [shown(value) for value in row]
        while cells and not cells[-1].strip():
            cells.pop()
        yield cells


def _fill_merged(sheet: CalamineSheet, grid: Grid) -> None:
    """Have a cell that is merged over several lines say the same on each of them."""
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for line in range(top + 1, min(bottom + 1, len(grid))):
            if left < len(grid[line]) and grid[line][left] == "":
                grid[line][left] = grid[top][left]


def shown(value: Any) -> str:
    """Return a cell as it would stand in a text: a number without ``.0``, a date without a midnight nobody wrote."""
    match value:
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer() and abs(value) < EXACT:
            return str(int(value))
        case datetime() if value.time() != time(0):
            return value.isoformat(" ", "minutes")
        case datetime() | date():
            return value.isoformat()[: len("2026-11-14")]
        case time() | timedelta():
            return _hour(value)
    return str(value)


def _hour(value: time | timedelta) -> str:
    """Write an hour, which some programs keep as the time since midnight."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    minutes = round(value.total_seconds() % DAY_SECONDS / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
