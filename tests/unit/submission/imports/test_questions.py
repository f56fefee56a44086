"""A column that is called like a question of the edition holds its answers; what is no answer is asked about."""

import pytest

from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.reader import understand
from services.submission.imports.reading.read import read as read_back
from services.submission.imports.report import as_csv
from services.submission.imports.task import Task, Understood
from shared.contracts.edition import ExtraField
from shared.contracts.submission import EditionChanged
from tests.support.edition import edition
from tests.support.questions import ASKING, CHARTER, FOOD

HEADER = "Titre;Description;Date;Adresse;Code postal;Commune;Thèmes;Format;Public;Organisateur;SIREN;Courriel"
LINE = (
    "Bal;On danse, on chante et on rit ensemble.;14/11/2026;3 rue des Essais;35000;Rennes;Culture;Spectacle;"
    "Tout public;La Filature;999900087;contact@filature.example"
)


def read(
    answers: dict[str, str], of: EditionChanged = ASKING, remembered: dict[str, dict[str, str]] | None = None
) -> Understood:
    content = f"{HEADER};{';'.join(answers)}\n{LINE};{';'.join(answers.values())}\n".encode()
    return understand(Task(file_name="a.csv", defaults=Defaults(), edition=of, remembered=remembered or {}), content)


def extra(found: Understood) -> object:
    return (found.rows[0].body or {}).get("extra")


@pytest.mark.parametrize(
    "heading", ["Peut-on se restaurer sur place ?", "PEUT-ON SE RESTAURER SUR PLACE (oui/non) *", "food", "extra.food"]
)
def test_a_question_is_known_by_its_words_and_by_its_name(heading: str) -> None:
    found = read({heading: "seulement une BUVETTE", CHARTER.label: "oui"})
    column = next(each for each in found.columns if each.name == heading)

    assert extra(found) == {"food": "Seulement une buvette", "charter": "true"}
    assert (column.field, column.label, column.question) == ("extra.food", FOOD.label, False)
    assert found.rows[0].outcome == "new"
    assert found.notes == ()


def test_what_is_none_of_the_choices_is_asked_about() -> None:
    found = read({"food": "Peut-être", "charter": "oui"})

    assert found.rows[0].outcome == "incomplete"
    [fault] = found.rows[0].faults
    assert (fault.pointer, fault.code, fault.where) == ("/extra/food", "choice_unknown", "colonne food")
    assert "« Peut-être »" in fault.message.replace("\u00a0", " ")


@pytest.mark.parametrize(("said", "expected"), [("Oui", "true"), ("x", "true"), ("VRAI", "true"), ("non", None)])
def test_a_box_is_ticked_by_yes(said: str, expected: str | None) -> None:
    optional = edition(extra_fields=(ExtraField(name="green", label="Label", kind="tick", required=False, shown=()),))

    assert extra(read({"green": said}, optional)) == ({"green": expected} if expected else None)


def test_neither_yes_nor_no_is_asked_about_and_not_taken_for_no() -> None:
    optional = edition(extra_fields=(ExtraField(name="green", label="Label", kind="tick", required=False, shown=()),))
    found = read({"green": "en cours"}, optional)

    assert ("incomplete", "answer_unknown") == (found.rows[0].outcome, found.rows[0].faults[0].code)


def test_an_answer_that_is_owed_has_a_column_in_the_sheet_that_comes_back() -> None:
    found = read({"food": "Oui"})
    [fault] = found.rows[0].faults
    back = read_back("r.csv", as_csv(found.rows, {"/extra/charter": CHARTER.label, "/extra/food": FOOD.label}))
    [row] = [dict(each.fields) for each in back.rows]

    assert fault.pointer == "/extra/charter"
    assert (CHARTER.label in row, FOOD.label in row) == (True, False)
    assert (fault.where, row["food"]) == ("question de l’édition", "Oui")


def test_a_heading_that_every_edition_has_is_that_field_and_the_question_is_asked_about() -> None:
    price = edition(extra_fields=(ExtraField(name="fee", label="Tarif", kind="line", required=False, shown=("page",)),))
    found = read({"Tarif": "5 €"}, price)
    column = next(each for each in found.columns if each.name == "Tarif")

    assert (column.field, column.question, extra(found)) == ("price", True, None)
    said = read({"Tarif": "5 €"}, price, {found.shape: {"Tarif": "extra.fee"}})
    assert extra(said) == {"fee": "5 €"}


def test_what_was_said_of_a_question_that_is_asked_no_more_is_forgotten() -> None:
    answers = {"Repas": "Oui", "charter": "oui"}
    said = {read(answers).shape: {"Repas": "extra.food"}}

    assert extra(read(answers, ASKING, said)) == {"food": "Oui", "charter": "true"}
    assert extra(read(answers, edition(), said)) is None


def test_two_questions_that_begin_alike_are_told_apart_by_what_stands_in_brackets() -> None:
    seats = tuple(
        ExtraField(name=name, label=f"Jauge ({who})", kind="line", required=False, shown=("page",))
        for name, who in (("adults", "adultes"), ("children", "enfants"))
    )
    found = read({"Jauge (enfants)": "12", "Jauge": "40"}, edition(extra_fields=seats))

    assert extra(found) == {"children": "12"}
    assert "Colonne ignorée : Jauge." in found.notes
