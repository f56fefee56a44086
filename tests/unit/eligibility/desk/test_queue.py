"""What a queue counts, and whose it is."""

from collections import Counter

import pytest

from services.eligibility.desk.rules.queue import Alike, Wanted, counts, facet_patterns, kind_of, total
from services.eligibility.desk.rules.regions import EVERYWHERE, regions_of
from shared.errors import NotAllowed
from shared.identity.caller import Caller
from tests.support.edition import edition

FOUND = [
    Alike(kind=kind_of(" q:a q:b t:t f:f n:new "), assigned="nobody", count=3),
    Alike(kind=kind_of(" q:a t:t t:u f:g n:amended "), assigned="me", count=2),
]


def caller(role: str, region_code: str | None = None) -> Caller:
    return Caller(account_id="1", role=role, region_code=region_code, name="")  # type: ignore[arg-type]


def test_each_value_is_counted_among_what_the_other_filters_leave() -> None:
    found = counts(FOUND, Wanted(format="g"))

    assert found["question"] == Counter(a=2)
    assert found["theme"] == Counter(t=2, u=2)
    assert found["format"] == Counter(f=3, g=2)
    assert found["novelty"] == Counter(amended=2)


def test_what_misses_two_filters_is_counted_nowhere_and_what_misses_one_beside_that_one() -> None:
    found = counts(FOUND, Wanted(question="b", theme="u"))

    assert found["question"] == Counter(a=2)
    assert found["theme"] == Counter(t=3)
    assert found["format"] == Counter()


def test_a_filter_is_a_pattern_that_takes_nothing_for_a_sign_of_its_own() -> None:
    assert facet_patterns(Wanted(question="no_identifier", theme="100%", assigned="me")) == [
        *(r"% q:no\_identifier %", r"% t:100\% %")
    ]


def test_what_all_filters_leave_is_the_number_of_dossiers() -> None:
    assert total(FOUND, Wanted()) == 5
    assert total(FOUND, Wanted(question="b")) == 3
    assert total(FOUND, Wanted(question="b", theme="u")) == 0


def test_a_moderator_has_the_queue_of_their_region_and_no_other() -> None:
    assert regions_of(caller("moderator", "53"), edition(), "") == ("53",)
    with pytest.raises(NotAllowed):
        regions_of(caller("moderator", "53"), edition(), "28")
    with pytest.raises(NotAllowed):
        regions_of(caller("moderator", "53"), edition(), EVERYWHERE)


def test_the_national_team_has_what_belongs_to_no_chamber() -> None:
    found = regions_of(caller("national"), edition(), "")

    assert "" in found
    assert "53" not in found
    assert "975" in found


def test_the_national_team_may_look_at_one_region_or_at_all() -> None:
    assert regions_of(caller("national"), edition(), "53") == ("53",)
    assert {"", "53", "28"} <= set(regions_of(caller("national"), edition(), EVERYWHERE))


def test_an_organiser_has_no_queue() -> None:
    with pytest.raises(NotAllowed):
        regions_of(caller("organiser"), edition(), "")
