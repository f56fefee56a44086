"""What is not filled in yet is made up, so that what is can be compared."""

from dataclasses import replace
from typing import Any

import pytest

from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.bodies.standing_in import standing_in
from shared.contracts.submission import EditionChanged
from tests.support.edition import EDITION
from tests.support.questions import ASKING, QUESTIONS

BEGUN: dict[str, Any] = {
    "title": "Portes ouvertes",
    "occurrences": [{"date": "2026-11-14", "from": "vers dix heures"}],
    "place": {"postcode": "35000", "commune": "Rennes"},
}
ASKING_ALL = replace(ASKING, extra_fields=tuple(replace(each, required=True) for each in QUESTIONS))


@pytest.mark.parametrize("edition", [EDITION, ASKING_ALL])
def test_title_day_and_commune_are_enough_whatever_an_edition_asks(edition: EditionChanged) -> None:
    *_, whole = standing_in(BEGUN, edition)
    read = read_form(whole, edition=edition)

    assert ("Portes ouvertes", "35238") == (read.title, read.place and read.place.commune_code)
    assert ("2026-11-14", "2026-11-14") == (
        str(read.occurrences[0].starts_at)[:10],
        str(read.occurrences[0].ends_at)[:10],
    )


def test_an_organiser_is_known_by_its_numbers_and_without_them_by_its_name() -> None:
    named = {**BEGUN, "organiser": {"name": "Les Roues libres", "siret": "99999901400015"}}
    with_numbers, without = (read_form(each, edition=EDITION) for each in standing_in(named, EDITION))

    assert ("99999901400015", None) == (with_numbers.organiser.siret, without.organiser.siret)
    assert {"Les Roues libres"} == {with_numbers.organiser.name, without.organiser.name}
