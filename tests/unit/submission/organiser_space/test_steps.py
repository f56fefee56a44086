"""The form in steps: what is before the eyes, what is missing, what paper makes of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.submission.organiser_space.bodies.values import field_names
from services.submission.organiser_space.views.differences import differences
from services.submission.organiser_space.views.lacking import lacking, on_paper
from services.submission.organiser_space.views.steps import STEP_OF, STEPS, shown_steps, steps_of
from shared.errors import FieldError
from tests.support.edition import EDITION
from tests.support.questions import ASKING
from tests.unit.submission.organiser_space.test_form import filled

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def fault(pointer: str) -> FieldError:
    return FieldError(pointer=pointer, code="x", message="x")


def test_every_field_of_the_form_has_its_step() -> None:
    assert set() == {name.partition(".")[0] for name in field_names(1, ASKING)} - set(STEP_OF)
    assert set(STEP_OF.values()) | {"envoi"} == set(STEPS)


def test_faults_are_before_the_eyes_wherever_they_are_and_so_is_the_button() -> None:
    shown = shown_steps("contact", [fault("/occurrences/1/date"), fault("/title")], "")

    assert {"manifestation", "dates", "envoi"} == shown


@pytest.mark.parametrize(("asked", "found"), [("lieu", "lieu"), ("", "manifestation"), ("nulle-part", "manifestation")])
def test_a_step_that_is_none_is_the_first(asked: str, found: str) -> None:
    assert [found] == [step.key for step in steps_of(shown_steps(asked, (), "")) if step.shown]


def test_what_is_missing_is_said_in_its_step() -> None:
    missing = lacking(filled(title="", place__name="", occurrences__0__to=""), EDITION)
    steps = {step.key: [error.pointer for error in step.missing] for step in steps_of({"dates"}, missing)}

    assert (["/title"], ["/occurrences/0/to"], ["/place/name"]) == (
        steps["manifestation"],
        steps["dates"],
        steps["lieu"],
    )
    assert () == lacking(filled(), EDITION)


def test_paper_says_what_it_would_leave_of_a_long_title_and_until_when() -> None:
    said = on_paper(filled(title="Un titre " * 14), EDITION, NOW)

    assert "Le titre compte 125 signes, le papier en a 80" in said[0]
    assert "Un titre Un…" in said[0]
    assert any("Aucun contact" in each for each in said)
    assert said[-1].startswith("Bretagne : le papier reprend ce qui est en ligne le")
    assert "ne change plus" in on_paper(filled(), EDITION, datetime(2026, 10, 1, tzinfo=UTC))[-1]


def test_what_is_reserved_is_told_one_thing_of_paper() -> None:
    assert ["Réservée à certaines personnes, elle ne figurera pas au programme papier."] == on_paper(
        filled(open_to_all="false"), EDITION, NOW
    )


def test_two_forms_are_compared_in_words() -> None:
    second = {"occurrences.1.date": "2026-11-20"}
    changes: dict[str, Any] = {"themes": ["sport"], "open_to_all": "false", "occurrences__0__from": "9h30"}
    said = {each.label: (each.here, each.there) for each in differences(EDITION, filled(**changes), filled(**second))}

    assert ("9\u00a0h\u00a030", "10\u00a0h") == said["Date n° 1 : début"]
    assert ("", "vendredi\u00a020 novembre 2026") == said["Date n° 2 : jour"]
    assert ("Non", "Oui") == said["Ouverte à toutes et à tous"]
    assert "Sport" == said["Thèmes"][0]
    assert 4 == len(said)
