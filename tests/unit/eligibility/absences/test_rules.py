"""Which absences are possible."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.eligibility.absences.rules import LONGEST_DAYS, Absence, Colleague, require_possible
from shared.errors import FieldsRefused

TODAY = date(2026, 9, 3)
ABSENCE = Absence(account_id="a", region_code="53", substitute="b", first_day=TODAY, last_day=TODAY + timedelta(days=6))
COLLEAGUES = [Colleague(account_id=name, region_code="53") for name in "abc"]


def faults(absence: Absence, *others: Absence) -> dict[str, str]:
    try:
        require_possible(absence, COLLEAGUES, others, today=TODAY)
    except FieldsRefused as refused:
        return {fault.pointer: fault.message for fault in refused.errors}
    return {}


def test_a_colleague_stands_in_from_the_first_day_to_the_last() -> None:
    longest = replace(ABSENCE, last_day=TODAY + timedelta(days=LONGEST_DAYS - 1))

    assert [{}, {}] == [faults(ABSENCE), faults(longest)]


@pytest.mark.parametrize(
    ("first_day", "last_day", "said"),
    [
        (TODAY, TODAY - timedelta(days=1), "précède"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), "déjà passée"),
        (TODAY, TODAY + timedelta(days=LONGEST_DAYS), "92 jours au plus"),
    ],
)
def test_days_that_cannot_be_meant_are_named(first_day: date, last_day: date, said: str) -> None:
    found = faults(replace(ABSENCE, first_day=first_day, last_day=last_day))

    assert [*found] == ["/last_day"]
    assert said in found["/last_day"]


@pytest.mark.parametrize("substitute", ["a", "somebody else"])
def test_nobody_stands_in_for_themselves_and_no_stranger_does(substitute: str) -> None:
    assert "ne tient aucun bureau" in faults(replace(ABSENCE, substitute=substitute))["/substitute"]


def test_whoever_is_away_on_one_of_the_days_stands_in_for_nobody() -> None:
    last, next_day = ABSENCE.last_day, ABSENCE.last_day + timedelta(days=1)
    away = Absence(account_id="b", region_code="53", substitute="c", first_day=last, last_day=next_day)

    assert "est absente du" in faults(ABSENCE, away)["/substitute"]
    assert {} == faults(ABSENCE, replace(away, first_day=next_day))
