from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.programme.listings.rules import (
    Entry,
    canonical_programme,
    differing_ids,
    fingerprint,
    is_printed,
    local_period,
    search_patterns,
    search_text,
)
from shared.contracts.content import Content
from tests.support.builders import RENNES, content, eligibility_decided, some_id

REUNION = "Indian/Reunion"


def entry(number: int, **fields: object) -> Entry:
    return Entry(manifestation_id=some_id(number), version=1, organiser_name="Le Fil vert", content=content(**fields))


moments = st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
contents = st.builds(
    lambda title, starts_at, hours: content(
        title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours)
    ),
    st.text(min_size=1, max_size=30),
    moments,
    st.integers(0, 100),
)


@settings(max_examples=60)
@given(st.lists(contents, max_size=8), st.randoms())
def test_the_canonical_bytes_do_not_depend_on_the_order_of_the_entries(found: list[Content], random: object) -> None:
    entries = [
        Entry(manifestation_id=some_id(number), version=1, organiser_name="Le Fil vert", content=one)
        for number, one in enumerate(found)
    ]
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert canonical_programme(shuffled) == canonical_programme(entries)


def test_the_canonical_bytes_are_utf8_with_sorted_keys_and_no_spaces() -> None:
    programme = canonical_programme([entry(1, title="Été à l’Œuvre")])

    assert programme.startswith(b'[{"content":{"description":')
    assert '"title":"Été à l’Œuvre"'.encode() in programme
    assert b'": ' not in programme


def test_an_empty_programme_has_canonical_bytes_too() -> None:
    assert canonical_programme([]) == b"[]"


def test_entries_stand_by_beginning_then_commune_then_title_then_identifier() -> None:
    early = datetime(2026, 11, 3, 9, tzinfo=UTC)
    brest = {**{name: getattr(RENNES, name) for name in RENNES.__slots__}, "commune_name": "Brest"}
    entries = [
        entry(4, title="Été"),
        entry(3, title="Etang"),
        entry(2, title="Zoo", place=type(RENNES)(**brest)),
        entry(1, starts_at=early),
        entry(6, title="été"),
    ]

    programme = canonical_programme(entries).decode()

    ids = [some_id(number) for number in (1, 2, 3, 4, 6)]
    assert [programme.index(str(identifier)) for identifier in ids] == sorted(
        programme.index(str(identifier)) for identifier in ids
    )


def test_the_fingerprint_is_what_anybody_computes_over_the_bytes() -> None:
    programme = canonical_programme([entry(1)])

    assert fingerprint(programme) == sha256(programme).hexdigest()


def test_what_differs_between_two_programmes_is_named() -> None:
    stored = canonical_programme([entry(1), entry(2), entry(3)])
    replayed = canonical_programme([entry(1), entry(2, title="Autre titre"), entry(4)])

    assert differing_ids(stored, replayed) == [some_id(2), some_id(3), some_id(4)]


@pytest.mark.parametrize(
    "fields",
    [{"online": False, "paper": False}, {"paper": False}, {"region_code": "52"}, {"edition": 2025}],
)
def test_only_what_is_online_and_on_paper_in_this_region_and_edition_is_printed(fields: dict[str, object]) -> None:
    assert is_printed(eligibility_decided(), region_code="53", edition=2026)
    assert not is_printed(eligibility_decided(**fields), region_code="53", edition=2026)


def period(starts_at: datetime, ends_at: datetime, zone: str = "Europe/Paris") -> tuple[date, date]:
    found = local_period(content(starts_at=starts_at, ends_at=ends_at, time_zone=zone))
    return found.first_day, found.last_day


def test_a_night_belongs_to_the_day_it_began_on() -> None:
    starts_at = datetime(2026, 11, 14, 20, tzinfo=UTC)

    assert period(starts_at, starts_at + timedelta(hours=5)) == (date(2026, 11, 14), date(2026, 11, 14))


def test_a_manifestation_that_begins_and_ends_in_the_small_hours_keeps_its_day() -> None:
    starts_at = datetime(2026, 11, 14, 2, tzinfo=UTC)

    assert period(starts_at, starts_at + timedelta(hours=1)) == (date(2026, 11, 14), date(2026, 11, 14))


def test_days_are_those_of_the_place() -> None:
    starts_at = datetime(2026, 11, 14, 21, tzinfo=UTC)

    found = local_period(content(starts_at=starts_at, ends_at=starts_at + timedelta(hours=9), time_zone=REUNION))

    assert (found.first_day, found.last_day) == (date(2026, 11, 15), date(2026, 11, 15))
    assert found.starts == datetime(2026, 11, 15, 1)  # noqa: DTZ001


def test_several_days_are_all_covered() -> None:
    starts_at = datetime(2026, 11, 14, 9, tzinfo=UTC)

    assert period(starts_at, starts_at + timedelta(days=3)) == (date(2026, 11, 14), date(2026, 11, 17))


def test_an_end_before_the_beginning_covers_the_first_day() -> None:
    starts_at = datetime(2026, 11, 14, 9, tzinfo=UTC)

    assert period(starts_at, starts_at - timedelta(days=3)) == (date(2026, 11, 14), date(2026, 11, 14))


def test_a_zone_nobody_knows_is_a_fault_of_the_record() -> None:
    starts_at = datetime(2026, 11, 14, 9, tzinfo=UTC)

    with pytest.raises(ZoneInfoNotFoundError):
        period(starts_at, starts_at, "Europe/Atlantide")


@pytest.mark.parametrize(
    ("query", "patterns"),
    [
        ("", []),
        ("  Économie   SOLIDAIRE ", ["% economie%", "% solidaire%"]),
        ("ateliers", ["% atelier%"]),
        ("prix bus", ["% prix%", "% bus%"]),
        ("100%_\\", ["% 100%"]),
        ("l’œuvre", ["% l%", "% oeuvre%"]),
    ],
)
def test_a_query_becomes_beginnings_of_words(query: str, patterns: list[str]) -> None:
    assert search_patterns(query) == patterns


def test_searched_text_has_a_space_before_each_word() -> None:
    assert search_text(["Saint-Étienne", "L’Atelier"]) == " saint etienne l atelier"


def test_ids_compare_as_identifiers() -> None:
    assert differing_ids(b"[]", canonical_programme([entry(7)])) == [UUID(int=7)]
