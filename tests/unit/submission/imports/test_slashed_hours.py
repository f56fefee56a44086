"""« 14h/16h » is a question about its column; the answer holds for every cell of it, and for the next file."""

import pytest

from services.submission.imports.columns.guess import Column, columns_of
from services.submission.imports.columns.slashed_hours import RANGES, as_ranges, either_way
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.rules.rows import ImportRow
from services.submission.imports.task import Task, Understood
from tests.support.edition import EDITION

HEADER = "Titre;Description;Date;Horaires;Adresse;Code postal;Commune;Thèmes;Format;Public;Organisateur;SIREN;Courriel"
LINE = (
    "Ciné-débat;Deux films, et l’on en parle ensemble.;14/11/2026;{};3 rue des Essais;35000;Rennes;Culture;Projection;"
    "Tout public;La Filature;999900087;contact@filature.example"
)


def read(*hours: str, chosen: str | None = None) -> Understood:
    content = "\n".join([HEADER, *(LINE.format(text) for text in hours), ""]).encode()
    task = Task(file_name="a.csv", defaults=Defaults(), edition=EDITION)
    found = understand(task, content)
    if chosen is None:
        return found
    return understand(
        Task(
            file_name="a.csv",
            defaults=Defaults(),
            edition=EDITION,
            remembered={found.shape: {"Horaires": chosen}},
        ),
        content,
    )


def times(row: ImportRow) -> list[tuple[str, str]]:
    body = row.body or {}
    return [(each["starts_at"][11:16], each.get("ends_at", "")[11:16]) for each in body["occurrences"]]


def hours_column(found: Understood) -> Column:
    return next(column for column in found.columns if column.name == "Horaires")


def test_two_hours_parted_by_a_stroke_are_asked_about_for_their_column() -> None:
    found = read("14h-18h", "14 h / 16 h")
    column, [fault] = hours_column(found), found.rows[1].faults

    assert (column.question, column.field) == (True, "timing")
    assert "« 14 h / 16 h » va-t-il" in column.reason.replace("\u00a0", " ")
    assert "se lit de deux façons" in fault.message
    assert times(found.rows[1]) == [("", "")]


def test_the_answer_makes_ranges_of_them_and_leaves_other_hours_as_they_are() -> None:
    found = read("14h/16h", "9h-12h / 14h-18h", "10:00/12:30", "20h", chosen=RANGES)

    assert [times(row)[0] for row in found.rows] == [
        ("14:00", "16:00"),
        ("09:00", "12:00"),
        ("10:00", "12:30"),
        ("20:00", "23:59"),
    ]
    assert not any(row.faults for row in found.rows)
    assert not hours_column(found).question


def test_where_they_are_sessions_the_column_is_asked_about_no_more_and_each_lacks_its_end() -> None:
    found = read("14h/16h", chosen="timing")

    assert not hours_column(found).question
    assert "écrivez leurs fins" in found.rows[0].faults[0].message


@pytest.mark.parametrize("text", ["9h-12h / 14h-18h", "14h-16h", "10h/12h et 14h/18h", "14/11/2026", "14h/16h/18h"])
def test_what_can_be_read_in_one_way_only_is_no_question(text: str) -> None:
    assert not either_way(text)
    assert not any(column.question for column in columns_of([{"Horaires": text}], {}))


def test_a_date_beside_them_is_none_of_them() -> None:
    assert either_way("14/11/2026 14h/16h")
    assert as_ranges("14/11/2026 14h/16h") == "14/11/2026 14h-16h"
