"""The sheet that comes back can be read, corrected and sent again, and nothing in it is a formula."""

from services.submission.imports.reading.read import read
from services.submission.imports.report import as_csv, as_xlsx
from services.submission.imports.rules.faults import Fault
from services.submission.imports.rules.rows import ImportRow

FAULT = Fault(pointer="/place", code="place_missing", message="Le lieu manque.", where="Commune")
ROWS = [
    ImportRow(
        number=number,
        first=number,
        fields={"Titre": title, "Commune": "Rennes", "Résultat": "ancien"},
        body={},
        title=title,
        reference=None,
        numbered=False,
        faults=faults,
        notes=(),
        outcome="incomplete" if faults else "registered",
        message="Inscrite.",
    )
    for number, title, faults in ((1, "Bal", ()), (2, '=HYPERLINK("https://exemple.fr")', (FAULT,)), (3, "-Repas", ()))
]


def test_the_columns_come_back_with_the_result_and_what_to_correct_in_front() -> None:
    for name, content in (("a.csv", as_csv(ROWS)), ("a.xlsx", as_xlsx(ROWS))):
        back = [dict(row.fields) for row in read(name, content).rows]

        assert ["Inscrite", "À compléter", "Inscrite"] == [row["Résultat"] for row in back]
        assert ["", "Commune : Le lieu manque.", ""] == [row.get("À corriger", "") for row in back]
        assert ["Bal", '=HYPERLINK("https://exemple.fr")', "-Repas"] == [row["Titre"] for row in back]


def test_no_cell_begins_as_a_formula_does() -> None:
    cells = as_csv(ROWS).decode("utf-8-sig").replace('"', "").replace("\r\n", ";").split(";")

    assert [] == [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
