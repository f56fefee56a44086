from datetime import timedelta

from services.matchmaking.structures.rules import Known, busy_times, name_patterns, search_name
from tests.support.builders import ENDS_AT, STARTS_AT, occurrence


def test_a_search_asks_for_the_beginnings_of_words_without_accents() -> None:
    assert name_patterns("  L’Épi  sol ") == ["% l%", "% epi%", "% sol%"]
    assert name_patterns("100 % _vrac_") == ["% 100%", "% vrac%"]
    assert name_patterns("") == []


def test_a_structure_is_found_by_either_name_and_stands_where_its_usual_one_does() -> None:
    assert search_name("ASSOCIATION L’ÉPI", None) == "association l epi"
    assert search_name("ASSOCIATION L’ÉPI", "Le Fournil") == "le fournil association l epi"


def test_a_verification_ends_at_its_moment_and_not_before() -> None:
    known = Known(name="Le Fournil", gone=False, verified_until=STARTS_AT)

    assert not known.has_ended(STARTS_AT - timedelta(seconds=1))
    assert known.has_ended(STARTS_AT)
    assert not Known(name="Le Fournil", gone=False).has_ended(STARTS_AT)


def test_a_manifestation_keeps_busy_on_every_date_that_is_held() -> None:
    held = [occurrence(state=state) for state in ("scheduled", "full", "moved_online", "a_word_of_next_year")]

    assert busy_times(held) == [(STARTS_AT, ENDS_AT)] * 4


def test_a_date_that_is_cancelled_or_waits_for_a_new_one_keeps_nobody_busy() -> None:
    assert busy_times([occurrence(state="cancelled"), occurrence(state="postponed")]) == []


def test_a_date_that_was_postponed_keeps_busy_on_its_new_day() -> None:
    postponed = occurrence(state="postponed", previous_starts_at=STARTS_AT - timedelta(days=7))

    assert busy_times([postponed]) == [(STARTS_AT, ENDS_AT)]


def test_a_date_without_duration_or_that_ends_before_it_begins_is_no_time() -> None:
    assert busy_times([occurrence(ends_at=STARTS_AT), occurrence(ends_at=STARTS_AT - timedelta(hours=1))]) == []
