"""A file that unfolds without end is refused in a sentence, and the process that read it is the only one that ends."""

import io
import zipfile
from dataclasses import replace

from services.submission.imports.apart import TOO_MUCH, understood
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.task import Task
from tests.support.edition import EDITION
from tests.support.workbooks import xlsx

TASK = Task(file_name="feuille.xlsx", defaults=Defaults(), edition=EDITION)
FAR = '<c r="XFD1048576" t="inlineStr"><is><t>loin</t></is></c>'


def spread_out() -> bytes:
    """Return a workbook of two cells, as far from each other as can be: a table of seventeen thousand millions."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(("Titre", "Commune")))) as good, zipfile.ZipFile(content, "w") as bad:
        for part in good.namelist():
            text = good.read(part).decode()
            if part.endswith("sheet1.xml"):
                text = text.replace("</sheetData>", f'<row r="1048576">{FAR}</row></sheetData>')
            bad.writestr(part, text)
    return content.getvalue()


async def test_a_workbook_that_would_fill_the_memory_is_refused() -> None:
    assert TOO_MUCH == (await understood(TASK, spread_out())).refusal


async def test_what_is_understood_comes_back_whole() -> None:
    found = await understood(replace(TASK, file_name="a.csv"), b"Titre;Commune\nBal;Rennes\n")

    assert [("Bal", "incomplete")] == [(row.title, row.outcome) for row in found.rows]
    assert ["title", "city"] == [column.field for column in found.columns]


def test_a_telephone_that_nobody_can_dial_keeps_nobody_out_and_a_date_that_was_put_off_does() -> None:
    header = "Titre;Description;Date;Commune;Code postal;Lieu;Thème;Public;Organisateur;SIREN;Courriel;Téléphone;Statut"
    line = (
        "Bal;On danse, on chante et on rit ensemble.;14/11/2026;Rennes;35000;Salle des fêtes;Culture;Tout public;"
        "La Filature;999900087;contact@filature.example;{};{}"
    )
    lines = [line.format("27 00 01", ""), line.format("02 61 91 00 01", "Reportée")]
    content = "\n".join([header, *lines]).encode()
    found = understand(replace(TASK, file_name="a.csv"), content)

    assert [("new", ["phone_format"]), ("incomplete", ["postponed"])] == [
        (row.outcome, [fault.code for fault in row.faults]) for row in found.rows
    ]
    assert "phone" not in (found.rows[0].body or {})["public_contact"]
