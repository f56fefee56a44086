"""Activities that weigh, in either nomenclature."""

import pytest

from services.eligibility.criteria.activities import LABELS, is_teaching, label, nomenclature_of, standing


@pytest.mark.parametrize("of_class", ["84.11", "84.25", "94.11", "94.20", "94.91", "94.92"])
@pytest.mark.parametrize(("letter", "nomenclature"), [("Z", "NAFRev2"), ("Y", "NAF2025")])
def test_an_excluded_class_is_excluded_in_both_lists(of_class: str, letter: str, nomenclature: str) -> None:
    assert "excluded" == standing(of_class + letter, nomenclature)
    assert nomenclature == nomenclature_of(of_class + letter)


def test_professional_organisations_are_looked_at() -> None:
    assert ["to_check", "to_check"] == [standing("94.12Z", "NAFRev2"), standing("94.12Y", "NAF2025")]


@pytest.mark.parametrize("activity", ["94.99Z", "9499Z", " 94.99z ", "53.10Z", "45.11Z", "88.99B"])
def test_any_other_class_is_usual_however_it_is_written(activity: str) -> None:
    assert "usual" == standing(activity, "NAFRev2")


@pytest.mark.parametrize(
    ("activity", "nomenclature"),
    [
        ("00.00Z", "NAFRev2"),
        ("94.93Z", "NAFRev2"),
        ("85.42Y", "NAF2025"),
        ("85.33Z", "NAFRev2"),
        ("", "NAFRev2"),
        ("9", "NAFRev2"),
        ("٩٤.٩١Z", "NAFRev2"),
        ("94.91Z", "NAF1993"),
    ],
)
def test_what_its_list_does_not_have_is_unlisted_and_no_school(activity: str, nomenclature: str) -> None:
    assert "unlisted" == standing(activity, nomenclature)
    assert not is_teaching(activity, nomenclature)


@pytest.mark.parametrize(
    ("activity", "nomenclature"),
    [("85.10Z", "NAFRev2"), ("85.42Z", "NAFRev2"), ("85.33Y", "NAF2025"), ("85.40Y", "NAF2025")],
)
def test_schools_and_higher_education_teach(activity: str, nomenclature: str) -> None:
    assert is_teaching(activity, nomenclature)


@pytest.mark.parametrize(
    ("activity", "nomenclature"),
    [("85.51Z", "NAFRev2"), ("85.53Z", "NAFRev2"), ("85.59A", "NAFRev2"), ("85.60Z", "NAFRev2"), ("85.69Y", "NAF2025")],
)
def test_training_and_leisure_make_no_school(activity: str, nomenclature: str) -> None:
    assert not is_teaching(activity, nomenclature)


def test_a_label_is_that_of_the_list_of_the_code() -> None:
    assert "« Services du feu et de secours », 84.25Z de la NAF rév. 2" == label("84.25Z", "NAFRev2")
    assert "« Activités de service d’incendie et de secours », 84.25Y de la NAF 2025" == label("84.25Y", "NAF2025")
    assert "94.91Z" == label("94.91Z", "NAF2025")
    assert "70.22Z" == label("70.22Z", "NAFRev2")


def test_every_code_says_by_its_letter_which_list_it_is_from() -> None:
    for nomenclature, labels in LABELS.items():
        assert {nomenclature} == {nomenclature_of(code) for code in labels}
