"""How two texts are marked."""

from services.eligibility.dossiers.rules.words import LONGEST, marked


def test_words_that_go_and_come_are_marked_between_those_that_stay() -> None:
    found = marked("Une visite des ateliers", "Une grande visite des jardins")

    assert found == (
        ("same", "Une "),
        ("new", "grande "),
        ("same", "visite des "),
        ("gone", "ateliers"),
        ("new", "jardins"),
    )


def test_both_texts_can_be_read_from_the_marks() -> None:
    before, after = "Un mot,\n\npuis un autre.", "Un mot, puis\nencore un autre !"
    found = marked(before, after)

    assert "".join(text for mark, text in found if mark != "new") == before
    assert "".join(text for mark, text in found if mark != "gone") == after


def test_texts_that_are_too_long_to_compare_are_shown_whole() -> None:
    before, after = "a " * LONGEST, "b"

    assert marked(before, after) == (("gone", before), ("new", after))
