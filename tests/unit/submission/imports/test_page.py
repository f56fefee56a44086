"""A form that is sent as it was shown changes nothing."""

import pytest

from services.submission.imports.columns.guess import NO_QUESTIONS, columns_of
from services.submission.imports.views.page import choices_of

HEADINGS = ("Titre", "Horodateur", "Publié", "firstdate_begin", "firstdate_end", "lastdate_begin", "registration",
            "Toute la journée", "Récurrence", "Adresse personnelle")  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_a_column_is_taken_for_is_among_what_it_may_be_said_to_hold(heading: str) -> None:
    [column] = columns_of([{heading: "x"}], {})

    assert column.field
    assert (column.field, column.label) in choices_of(column, questions=NO_QUESTIONS)
