"""Questions that an edition adds: what is refused, in which words, and who is shown the answers."""

from dataclasses import replace
from typing import Any

import pytest

from services.submission.manifestations.bodies.extra import still_asked
from services.submission.manifestations.bodies.reading import read_manifestation
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.bodies.writing import body_of
from services.submission.manifestations.rules.manifestation import Registration, changed, says_the_same, taken_back
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError, FieldsRefused
from tests.support.edition import EDITION, edition
from tests.support.questions import ANSWERS, ASKING, FOOD, PRIVATE, PUBLIC, QUESTIONS
from tests.support.submission import registration_body
from tests.unit.submission.manifestations.building import SOME_ID, manifestation


def registered(extra: Any, asking: EditionChanged = ASKING) -> Registration:
    body = read_manifestation(registration_body(extra=extra), edition=asking)
    return registration_of(body, SOME_ID, edition=asking)


def faults(extra: Any, asking: EditionChanged = ASKING) -> list[FieldError]:
    with pytest.raises(FieldsRefused) as refused:
        registered(extra, asking)
    return list(refused.value.errors)


def test_what_readers_are_shown_is_content_and_the_rest_stands_beside_it() -> None:
    known = registered(ANSWERS)
    told = changed(manifestation(known))

    assert PUBLIC == known.content.extra == told.content.extra
    assert {"charter": "true", "help": PRIVATE} == known.chamber_answers == told.chamber_answers


@pytest.mark.parametrize(
    ("extra", "pointer", "code", "said"),
    [
        ({}, "/extra/charter", "required", "Cochez « La charte est respectée »"),
        ({"charter": False}, "/extra/charter", "required", "Cochez"),
        ({"charter": "oui"}, "/extra/charter", "tick_expected", "envoyez true"),
        ({"charter": True, "food": "Peut-être"}, "/extra/food", "choice_unknown", "« Seulement une buvette »"),
        ({"charter": True, "slogan": "x" * 201}, "/extra/slogan", "too_long", "compte 201 caractères, 200 au plus"),
        ({"charter": True, "help": "x" * 2001}, "/extra/help", "too_long", "000 au plus"),
        ({"charter": True, "foood": "Oui"}, "/extra/foood", "question_unknown", "Vouliez-vous écrire « food »"),
        ({"charter": True, "food": 3}, "/extra/food", "text_expected", "texte"),
        ({"charter": True, "a/b": "x"}, "/extra/a~1b", "question_unknown", "GET /editions/2026"),
    ],
)
def test_a_wrong_answer_is_named_with_its_field_and_the_way_out(
    extra: dict[str, Any], pointer: str, code: str, said: str
) -> None:
    [fault] = faults(extra)

    assert (pointer, code) == (fault.pointer, fault.code)
    assert said in fault.message


def test_a_required_question_that_is_no_box_asks_for_an_answer() -> None:
    asking = edition(extra_fields=(replace(FOOD, required=True),))

    assert ["Répondez à la question « Peut-on se restaurer sur place ? »."] == [
        fault.message for fault in faults({"food": " "}, asking)
    ]


def test_an_edition_without_questions_takes_no_answers() -> None:
    [fault] = faults({"food": "Oui"}, EDITION)

    assert ("/extra/food", "question_unknown") == (fault.pointer, fault.code)


def test_a_line_stays_one_and_paragraphs_stay_several() -> None:
    known = registered({"charter": True, "slogan": "Une\nligne", "word": "Deux\n\nparagraphes", "food": None})

    assert {"slogan": "Une ligne", "word": "Deux\n\nparagraphes"} == known.content.extra


def test_what_was_registered_is_written_and_read_back_unchanged() -> None:
    known = manifestation(registered(ANSWERS))
    again = read_manifestation(body_of(known), edition=ASKING)

    assert says_the_same(known, registration_of(again, SOME_ID, edition=ASKING))


def test_an_answer_to_the_chamber_that_changes_is_a_change_and_a_withdrawal_forgets_it() -> None:
    known = manifestation(registered(ANSWERS))

    assert not says_the_same(known, registered({**ANSWERS, "help": "Rien"}))
    assert {} == taken_back(known).chamber_answers


def test_what_is_asked_no_more_does_not_stand_in_the_way_of_a_change() -> None:
    without = edition(extra_fields=tuple(each for each in QUESTIONS if each != FOOD))
    body = still_asked(without, body_of(manifestation(registered(ANSWERS))))

    assert "food" not in read_manifestation(body, edition=without).extra
