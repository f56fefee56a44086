import pytest

from moisess.demo.registration import STAND_IN, seen
from moisess.demo.verdict import verdict_of
from services.submission.imports.mapping.completed import ORGANISER, Completed, Completion


def test_the_demonstration_says_for_how_many_records_its_fictitious_organiser_stands_in() -> None:
    organiser = Completion(what=ORGANISER, value="« La Fabrique », SIREN 999900087", source=STAND_IN.source)
    theme = Completion(what="thème", value="« Culture »", source=STAND_IN.source)
    stood_in = (Completed(completion=theme, records=1), Completed(completion=organiser, records=120))

    assert seen({"listed": 1200}, 3, stood_in).replace("\u00a0", " ") == (
        "au programme : 1\u202f200, à compléter ou laissées de côté : 3 ; 120 enregistrements sans organisateur : "
        "complétés par « La Fabrique », SIREN 999900087, de la démonstration (organisateur fictif) ; aussi complétés : "
        "thème (1)"
    )


def test_a_file_that_says_everything_leaves_nothing_to_add() -> None:
    assert seen({"listed": 1}, 0, ()) == "au programme : 1"


@pytest.mark.parametrize(("count", "said"), [(1, "refusée : 1"), (2, "refusées : 2"), (4, "refusées : 4")])
def test_what_is_refused_is_said_in_the_number_it_has(count: int, said: str) -> None:
    assert seen({"refused": count}, 0, ()) == said


@pytest.mark.parametrize(
    ("registration", "verdict"),
    [
        ({"status": {"verdict": "eligible"}}, "listed"),
        ({"status": {"verdict": "to_review"}}, "waiting"),
        ({"status": {"verdict": "refused"}}, "refused"),
        ({"state": "withdrawn", "status": {"verdict": "eligible"}}, "refused"),
        ({"status": {"verdict": None}}, None),
        ({}, None),
    ],
)
def test_a_word_of_the_platform_is_waited_for(registration: dict[str, object], verdict: str | None) -> None:
    assert verdict == verdict_of(registration)
