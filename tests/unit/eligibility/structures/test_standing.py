"""Whether a structure is told follows from what verifies it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.eligibility.structures.rules.standing import Evidence, ceased, with_standing
from services.eligibility.structures.rules.structure import Structure
from tests.unit.eligibility.structures.test_merging import OLD

NOW = datetime(2026, 9, 1, tzinfo=UTC)
FOR_GOOD = Evidence(stands=True, until=None)
FOR_A_YEAR = Evidence(stands=True, until=NOW + timedelta(days=365))
OVER = Evidence(stands=False, until=NOW - timedelta(days=1))


@pytest.mark.parametrize(
    ("evidence", "ended", "until"),
    [
        (FOR_GOOD, None, None),
        (FOR_A_YEAR, None, FOR_A_YEAR.until),
        (OVER, "expired", None),
        (None, "unverified", None),
    ],
)
def test_it_is_told_as_long_as_something_verifies_it(evidence: Any, ended: Any, until: Any) -> None:
    found = with_standing(OLD, evidence)

    assert (ended, until) == (found.ended, found.verified_until)


@pytest.mark.parametrize("ended", ["unverified", "expired"])
def test_it_comes_back_once_something_verifies_it_again(ended: Any) -> None:
    assert with_standing(replace(OLD, ended=ended), FOR_A_YEAR).ended is None


@pytest.mark.parametrize("ended", ["merged", "ceased"])
def test_what_was_merged_or_has_ceased_does_not(ended: Any) -> None:
    over = replace(OLD, ended=ended)

    assert over == with_standing(over, FOR_GOOD) == with_standing(over, None)


@pytest.mark.parametrize("over", [replace(OLD, ended="expired"), replace(OLD, ended="unverified")])
def test_why_it_ended_first_is_not_told_again(over: Structure) -> None:
    assert over == with_standing(over, None) == with_standing(over, OVER) == ceased(over)


def test_what_the_register_calls_ceased_is_told_no_more() -> None:
    assert ceased(OLD).ended == "ceased"
