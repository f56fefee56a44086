"""One programme, written in every format that is read, is the same manifestations."""

import csv
import io
import json
from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.task import Task
from tests.support.edition import EDITION
from tests.support.workbooks import ods, xlsx

HEADER = ("Titre", "Description", "Date de début", "Date de fin", "Lieu", "Adresse", "Code postal", "Commune", "Site")
ROWS = (
    ("Atelier « vélo »", "Réparer, c’est facile :\non apprend ensemble.", "2026-11-14T14:00", "2026-11-14T18:00",
     "La Fabrique", "3 rue des Essais", "35000", "Rennes", "https://exemple.fr/velo"),
    ("Salon; des coopératives", "Trois jours, vingt coopératives, mille idées.", "2026-11-20", "2026-11-22",
     "Halle Rouge", "8 quai du Port", "29200", "Brest", "https://exemple.fr/salon"),
    ("Nuit du jeu", "On joue jusqu’au bout de la nuit, tous ensemble.", "2026-11-21T21:00", "2026-11-22T02:00",
     "Salle des fêtes", "1 place du Marché", "01000", "Bourg-en-Bresse", "https://exemple.fr/jeu"),
    ("Marché des communs", "Des étals, des rencontres, un verre de l’amitié.", "2026-11-28T10:00", "2026-11-28T18:00",
     "Place du village", "Village de Celles, Place du village", "34700", "Celles", "https://exemple.fr/marche"),
    ("Balade chantée", "On marche, on chante, on s’arrête à chaque porte.", "2026-11-29", "2026-11-29",
     "jardin)", "Saint Salvadou, Village (église, place, jardin)", "12200", "Le Bas Ségala", "https://exemple.fr/bal"),
)  # fmt: skip
DEFAULTS = Defaults(
    organiser_name="La Filature", organiser_numbers={"siren": "999900087"}, themes=("culture",), openness="open_to_all"
)


def as_csv() -> bytes:
    content = io.StringIO()
    csv.writer(content, delimiter=";").writerows([HEADER, *ROWS])
    return content.getvalue().encode()


def as_json() -> bytes:
    return json.dumps({"results": [dict(zip(HEADER, row, strict=True)) for row in ROWS]}).encode()


def as_calendar() -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//essai//FR"]
    for title, text, start, end, place, street, postcode, town, site in ROWS:
        where = f"{place}, {street}, {postcode} {town}"
        lines += ["BEGIN:VEVENT", f"UID:{title}", f"SUMMARY:{escaped(title)}", f"DESCRIPTION:{escaped(text)}"]
        lines += [f"LOCATION:{escaped(where)}", f"URL:{site}", *span(start, end), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def span(start: str, end: str) -> list[str]:
    if "T" in start:
        written = [f"{each.replace('-', '').replace(':', '')}00" for each in (start, end)]
        return [f"DTSTART;TZID=Europe/Paris:{written[0]}", f"DTEND;TZID=Europe/Paris:{written[1]}"]
    after = f"{end[:8]}{int(end[8:]) + 1:02}"
    return [f"DTSTART;VALUE=DATE:{start.replace('-', '')}", f"DTEND;VALUE=DATE:{after.replace('-', '')}"]


def bodies(name: str, content: bytes) -> list[dict[str, Any]]:
    found = understand(Task(file_name=name, defaults=DEFAULTS, edition=EDITION), content)
    assert ["new"] * len(ROWS) == [row.outcome for row in found.rows], found
    return [{name: value for name, value in (row.body or {}).items() if name != "external_id"} for row in found.rows]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", xlsx(HEADER, *ROWS)),
        ("a.ods", ods(HEADER, *ROWS)),
        ("a.json", as_json()),
        ("a.ics", as_calendar()),
    ],
)
def test_every_format_says_what_the_table_says(name: str, content: bytes) -> None:
    assert bodies("a.csv", as_csv()) == bodies(name, content)
