"""Each violation is planted once and seen; a suite whose checkers see nothing proves nothing."""

import pytest

from shared.contracts.submission import MANIFESTATIONS
from tests.faults.history import Answer, Dossier, History, Listed, Observed
from tests.faults.invariants import (
    no_fault_without_a_hint,
    nobody_is_booked_twice,
    nothing_acknowledged_is_lost,
    nothing_is_doubled,
    recovered_in_time,
)


def test_a_clean_history_violates_nothing(history: History, seen: Observed) -> None:
    assert [] == nothing_acknowledged_is_lost(history, seen)
    assert [] == nothing_is_doubled(history, seen)
    assert [] == nobody_is_booked_twice(history, seen)
    assert [] == recovered_in_time(29.9, 30)
    assert [] == no_fault_without_a_hint([Answer(request="POST /m", status=503, retry_after="2")])


def test_an_acknowledged_version_missing_from_the_database_is_seen(history: History, seen: Observed) -> None:
    seen.manifestations["m1"] = 1

    assert ["m1: version 2 was acknowledged, the database has it not"] == nothing_acknowledged_is_lost(history, seen)


def test_an_acknowledged_manifestation_missing_everywhere_is_seen(history: History, seen: Observed) -> None:
    history.versions["m3"] = {1}

    assert 3 == len([violation for violation in nothing_acknowledged_is_lost(history, seen) if "m3" in violation])


def test_an_acknowledged_version_missing_from_the_log_is_seen(history: History, seen: Observed) -> None:
    del seen.records[MANIFESTATIONS.topic][0]

    assert ["m1: versions [1] were acknowledged, the log has them not"] == nothing_acknowledged_is_lost(history, seen)


def test_a_version_that_was_never_judged_is_seen(history: History, seen: Observed) -> None:
    seen.dossiers["m1"] = Dossier(version=3, judged_version=1, online=True)

    assert ["m1: version 2 was never judged"] == nothing_acknowledged_is_lost(history, seen)


def test_a_decision_of_a_chamber_missing_from_the_log_is_seen(history: History, seen: Observed) -> None:
    history.decided.add(("m1", 4))

    assert ["m1: decision 4 was acknowledged, the log has it not"] == nothing_acknowledged_is_lost(history, seen)


def test_a_decision_that_the_organiser_is_not_shown_is_seen(history: History, seen: Observed) -> None:
    seen.heard["m1"] = 2

    assert ["m1: its organiser is not shown decision 3"] == nothing_acknowledged_is_lost(history, seen)


def test_a_listing_of_an_older_decision_is_seen(history: History, seen: Observed) -> None:
    seen.listings["m1"] = Listed(version=2, online=True)

    assert ["m1: the programme does not hold decision 3"] == nothing_acknowledged_is_lost(history, seen)


def test_a_manifestation_missing_from_the_public_list_is_seen(history: History, seen: Observed) -> None:
    seen.public.clear()

    assert ["m1: not shown to the public, against decision 3"] == nothing_acknowledged_is_lost(history, seen)


def test_a_withdrawn_manifestation_that_is_still_shown_is_seen(history: History, seen: Observed) -> None:
    seen.public.append("m2")

    assert [
        "m2: shown to the public, against decision 2",
        "m2: its withdrawal was acknowledged, the public list shows it",
    ] == nothing_acknowledged_is_lost(history, seen)


def test_an_acknowledged_snapshot_that_is_gone_is_seen(history: History, seen: Observed) -> None:
    seen.snapshots.clear()

    assert ["snapshot p1 was acknowledged and is gone"] == nothing_acknowledged_is_lost(history, seen)


def test_a_request_that_was_never_acknowledged_is_seen(history: History, seen: Observed) -> None:
    history.abandoned.append("POST /manifestations")

    assert ["POST /manifestations was never acknowledged"] == nothing_acknowledged_is_lost(history, seen)


def test_a_doubled_listing_is_seen(history: History, seen: Observed) -> None:
    seen.public.append("m1")

    assert ["m1 is 2 times in the public list"] == nothing_is_doubled(history, seen)


@pytest.mark.parametrize("times", [0, 2])
def test_a_request_done_twice_or_not_at_all_is_seen(history: History, seen: Observed, times: int) -> None:
    seen.titles["Titre 1"] = times

    assert [f"the request 'Titre 1' has made {times} manifestations"] == nothing_is_doubled(history, seen)
