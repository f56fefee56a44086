import pytest

from moisess.demo.registration import STAND_IN, seen
from moisess.feed.outcomes import Outcome, Report
from services.submission.imports.mapping.completed import ORGANISER, Completed, Completion


def test_the_demonstration_says_for_how_many_records_its_fictitious_organiser_stands_in() -> None:
    organiser = Completion(what=ORGANISER, value="« La Fabrique », SIREN 999900087", source=STAND_IN.source)
    theme = Completion(what="thème", value="« Culture »", source=STAND_IN.source)
    report = Report(
        outcomes=tuple(Outcome(row=row, kind="listed", message="") for row in range(1200)),
        completed=(Completed(completion=theme, records=1), Completed(completion=organiser, records=120)),
    )

    assert seen(report).replace("\u00a0", " ") == (
        "au programme : 1\u202f200 ; 120 enregistrements sans organisateur : complétés par « La Fabrique », SIREN "
        "999900087, de la démonstration (organisateur fictif) ; aussi complétés : thème (1)"
    )


def test_a_file_that_says_everything_leaves_nothing_to_add() -> None:
    assert seen(Report(outcomes=(Outcome(row=1, kind="listed", message=""),))) == "au programme : 1"


@pytest.mark.parametrize(("count", "said"), [(1, "refusée : 1"), (2, "refusées : 2"), (4, "refusées : 4")])
def test_what_is_refused_is_said_in_the_number_it_has(count: int, said: str) -> None:
    assert seen(Report(outcomes=tuple(Outcome(row=row, kind="refused", message="") for row in range(count)))) == said
