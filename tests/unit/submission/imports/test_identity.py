"""A record without a reference of its own is known again by what people call the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.submission.imports.rules.identity import Candidate, generated, identify
from services.submission.manifestations.rules.standing import Standing

SAID = Standing(
    manifestation_id=None,
    reference=None,
    title="Atelier de réparation",
    starts_at=datetime(2026, 11, 14, 13, tzinfo=UTC),
    commune_code="35238",
    organiser="La Fabrique",
)


def known(reference: str | None = "fichier-1", **changed: Any) -> Standing:
    return replace(SAID, manifestation_id=uuid4(), reference=reference, **changed)


def row(number: int = 1, reference: str | None = None, *, numbered: bool = False, **changed: Any) -> Candidate:
    return Candidate(
        number=number,
        reference=reference,
        numbered=numbered,
        said=replace(SAID, **changed),
    )


def test_the_same_title_date_and_place_are_the_same_whatever_the_accents() -> None:
    there = known()
    found = identify([row(title="ATELIER DE REPARATION")], [there])

    assert (there, "same") == (found[1].known, found[1].how)


@pytest.mark.parametrize(
    "changed",
    [{"starts_at": SAID.starts_at + timedelta(days=7)}, {"commune_code": "29019"}, {"title": "Un tout autre bal"}],
)
def test_another_date_place_or_title_is_another_manifestation(changed: dict[str, Any]) -> None:
    found = identify([row(**changed)], [known()])

    assert (None, "first") == (found[1].known, found[1].how)


def test_a_corrected_title_is_known_only_where_no_other_row_is_that_manifestation() -> None:
    there = known()
    corrected = row(title="Atelier de réparation de vélos")

    assert there == identify([corrected], [there])[1].known
    both = identify([corrected, row(2)], [there])
    assert (None, there) == (both[1].known, both[2].known)


def test_two_that_are_nearly_alike_are_no_answer() -> None:
    two = [known(title="Atelier de réparation A"), known("fichier-2", title="Atelier de réparation B")]

    assert identify([row()], two)[1].known is None


def test_a_place_in_a_list_names_what_it_named_only_under_the_same_title() -> None:
    there = known("agenda/1")
    moved = row(reference="agenda/1", numbered=True, starts_at=SAID.starts_at + timedelta(days=1))
    other = row(reference="agenda/1", numbered=True, title="Grand bal", starts_at=SAID.starts_at + timedelta(days=1))

    assert there == identify([moved], [there])[1].known
    assert None is identify([other], [there])[1].known
    assert generated(other.said) == identify([other], [there])[1].reference


def test_number_one_of_another_list_is_another_manifestation_whatever_its_title() -> None:
    there = known("agenda/1")
    elsewhere = row(reference="agenda/1", numbered=True, commune_code="29019", organiser="Une autre")

    assert None is identify([elsewhere], [there])[1].known
    assert "agenda/1" != identify([elsewhere], [there])[1].reference


def test_two_rows_never_are_the_same_manifestation() -> None:
    found = identify([row(1), row(2)], [known()])

    assert [True, False] == [found[number].known is not None for number in (1, 2)]


def test_two_rows_that_say_the_same_stay_two_and_find_themselves_again() -> None:
    rows = [row(1), row(2)]
    first = identify(rows, [])

    assert len({first[1].reference, first[2].reference}) == 2
    assert (None, 1) == (first[1].alike, first[2].alike)
    there = [known(first[number].reference) for number in (1, 2)]
    for order in (there, there[::-1]):
        again = identify(rows, order)
        assert there == [again[1].known, again[2].known]


def test_what_was_retitled_on_the_site_is_found_by_the_reference_made_of_the_record() -> None:
    there = known(generated(SAID), title="Un titre que la chambre a écrit")

    assert there == identify([row()], [there])[1].known
