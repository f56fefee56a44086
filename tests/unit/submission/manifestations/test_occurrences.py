"""Which date is which, from one version to the next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.submission.manifestations.rules.occurrences import RegisteredDate, occurrences_of
from shared.contracts.content import Place
from tests.support.builders import RENNES

SOME_ID, OTHER_ID = UUID(int=1), UUID(int=2)
NAMED = UUID(int=0xDA7E)
MORNING = datetime(2026, 11, 14, 9, tzinfo=UTC)


def on(day: int, *, occurrence_id: UUID | None = None, place: Place | None = None) -> RegisteredDate:
    starts_at = MORNING + timedelta(days=day)
    return RegisteredDate(
        occurrence_id=occurrence_id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), place=place
    )


def ids(*dates: RegisteredDate, manifestation_id: UUID = SOME_ID) -> list[UUID]:
    return [each.occurrence_id for each in occurrences_of(manifestation_id, dates)]


days = st.lists(st.integers(0, 20), min_size=1, max_size=8)


@given(days)
def test_the_same_dates_get_the_same_ids_and_each_its_own(numbers: list[int]) -> None:
    dates = [on(number) for number in numbers]

    assert ids(*dates) == ids(*reversed(dates))
    assert len(set(ids(*dates))) == len(dates)


@given(days, days)
def test_ids_are_unique_whatever_the_present_dates_were(before: list[int], after: list[int]) -> None:
    present = occurrences_of(SOME_ID, [on(number) for number in before])
    named = [on(after[0] + 1, occurrence_id=present[0].occurrence_id)]
    dates = occurrences_of(SOME_ID, [*named, *(on(number) for number in after)], present)

    assert len({each.occurrence_id for each in dates}) == len(dates)


def test_two_manifestations_never_share_an_id() -> None:
    assert set(ids(on(0), on(1))).isdisjoint(ids(on(0), on(1), manifestation_id=OTHER_ID))


def test_a_date_keeps_the_id_that_it_names_wherever_it_moves() -> None:
    present = occurrences_of(SOME_ID, [on(0), on(1)])
    moved = occurrences_of(SOME_ID, [on(5, occurrence_id=present[0].occurrence_id), on(1)], present)

    assert [each.occurrence_id for each in moved] == [present[1].occurrence_id, present[0].occurrence_id]


def test_without_a_name_it_is_the_date_of_the_same_beginning_and_place() -> None:
    present = occurrences_of(SOME_ID, [on(0, occurrence_id=NAMED), on(1)])
    longer = replace(on(0), ends_at=MORNING + timedelta(hours=5))

    assert occurrences_of(SOME_ID, [longer], present)[0].occurrence_id == NAMED
    assert occurrences_of(SOME_ID, [on(0, place=RENNES)], present)[0].occurrence_id != NAMED


def test_a_date_that_somebody_else_names_is_not_taken() -> None:
    present = occurrences_of(SOME_ID, [on(0, occurrence_id=NAMED)])
    first, moved = occurrences_of(SOME_ID, [on(0), on(3, occurrence_id=NAMED)], present)

    assert moved.occurrence_id == NAMED
    assert first.occurrence_id != NAMED


def test_a_place_written_otherwise_is_the_same_place() -> None:
    shouted = replace(RENNES, name=RENNES.name.upper())

    assert ids(on(0, place=RENNES)) == ids(on(0, place=shouted))


def test_a_postponed_date_says_when_it_was_to_be() -> None:
    present = occurrences_of(SOME_ID, [on(0, occurrence_id=NAMED)])
    postponed = replace(on(7, occurrence_id=NAMED), state="postponed")
    [once] = occurrences_of(SOME_ID, [postponed], present)
    [again] = occurrences_of(SOME_ID, [postponed], [once])

    assert once.previous_starts_at == MORNING
    assert again == once


def test_a_date_that_moved_without_being_postponed_says_nothing() -> None:
    present = occurrences_of(SOME_ID, [on(0, occurrence_id=NAMED)])

    assert occurrences_of(SOME_ID, [on(7, occurrence_id=NAMED)], present)[0].previous_starts_at is None
