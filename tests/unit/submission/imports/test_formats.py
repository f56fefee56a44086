from typing import Any

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Mapped
from services.submission.imports.mapping.mapping import map_record


def mapped(title: str, **fields: Any) -> Mapped:
    return map_record({"titre": title, **fields}, Defaults(), table=True)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Portes ouvertes de la filature", "portes-ouvertes"),
        ("Petit-déjeuner des coopératrices", "petit-dejeuner"),
        ("Ciné-débat : le fil", "cine-debat"),
        ("Table ronde sur le lin", "table-ronde"),
        ("Journée portes ouvertes", "portes-ouvertes"),
    ],
)
def test_a_title_says_the_format_that_it_begins_with_whatever_the_category_is(title: str, expected: str) -> None:
    one = mapped(title, Catégorie="Formation / Emploi")

    assert one.body["format"] == expected
    assert any(note.startswith("Format tiré du titre") for note in one.notes)


@pytest.mark.parametrize("category", ["Éducation / Formation / Emploi", "Formation", "Spectacle, Concert"])
def test_one_word_of_a_category_is_no_format_but_a_question(category: str) -> None:
    one = mapped("Le fil et la laine", Catégorie=category)

    assert one.body["format"] == "autre"
    [fault] = [fault for fault in one.faults if fault.pointer == "/format"]
    assert (fault.where, fault.value) == ("colonne Catégorie", category)


def test_a_column_of_types_whose_whole_cell_is_a_format_gives_it_and_says_so() -> None:
    one = mapped("Le fil et la laine", **{"Type d’événement": "Conférence"})

    assert one.body["format"] == "conference"
    assert "Format tiré du type « Conférence » : « Conférence »." in one.notes
