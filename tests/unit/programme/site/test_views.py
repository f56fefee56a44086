from datetime import UTC, date, datetime, time, timedelta

import pytest

from services.programme.site.views.calendar import months
from services.programme.site.views.choices import department_choices
from services.programme.site.views.dates import days, hours
from services.programme.site.views.filters import Selection, selection, shortcuts
from services.programme.site.views.links import phone_text, web_link
from tests.support.builders import content
from tests.support.edition import EDITION

SATURDAY_14 = date(2026, 11, 14)


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def chosen_of(given: dict[str, str], today: date = SATURDAY_14) -> Selection:
    return selection("/", given, now=datetime.combine(today, time(12), tzinfo=UTC), edition=EDITION)


def calendar_of(
    counts: dict[date, int], *, chosen: tuple[date | None, date | None] = (None, None)
) -> dict[str, dict[int, object]]:
    found = months(
        counts, edition=EDITION, address_of=lambda day: f"/?from={day}", chosen=chosen, today=date(2026, 11, 24)
    )
    return {month.name: {cell.number: cell for week in month.weeks for cell in week if cell} for month in found}


def test_november_is_whole_even_when_it_is_empty() -> None:
    [(name, cells)] = calendar_of({}).items()

    assert (name, list(cells)) == ("novembre 2026", list(range(1, 31)))


def test_neighbouring_months_show_only_the_weeks_in_which_something_takes_place() -> None:
    found = calendar_of({date(2026, 10, 22): 1, date(2026, 12, 31): 2})

    assert list(found["octobre 2026"]) == list(range(19, 26))
    assert list(found["décembre 2026"]) == [28, 29, 30, 31]


@pytest.mark.parametrize(
    ("count", "fullest", "level"), [(1, 1, 1), (8, 8, 4), (1, 100, 1), (60, 100, 3), (100, 100, 4)]
)
def test_colours_follow_the_fullest_day_unless_all_are_calm(count: int, fullest: int, level: int) -> None:
    cell = calendar_of({SATURDAY_14: count, date(2026, 11, 20): fullest})["novembre 2026"][14]

    assert cell.level == level  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("chosen", "marked"),
    [
        ((None, None), []),
        ((SATURDAY_14, SATURDAY_14), [14]),
        ((date(2026, 11, 29), None), [29, 30]),
        ((None, date(2026, 11, 2)), [1, 2]),
    ],
)
def test_the_chosen_days_are_marked(chosen: tuple[date | None, date | None], marked: list[int]) -> None:
    cells = calendar_of({}, chosen=chosen)["novembre 2026"]

    assert [number for number, cell in cells.items() if cell.chosen] == marked  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (SATURDAY_14, date(2026, 11, 17), "du samedi 14 au mardi 17 novembre"),
        (date(2026, 11, 1), date(2026, 11, 2), "du dimanche 1er au lundi 2 novembre"),
        (date(2026, 10, 31), date(2026, 11, 1), "du samedi 31 octobre au dimanche 1er novembre"),
    ],
)
def test_ranges_of_days_are_said_as_people_say_them(first: date, last: date, text: str) -> None:
    assert plain(days(first, last)) == text


@pytest.mark.parametrize(
    ("start", "minutes", "text"),
    [
        (9, 150, "10 h – 12 h 30"),
        (9, 0, "10 h"),
        (19, 300, "20 h – 1 h"),
        (23, 1439, "toute la journée"),
        (23, 1440, "toute la journée"),
    ],
)
def test_hours_are_said_as_people_say_them(start: int, minutes: int, text: str) -> None:
    starts_at = datetime(2026, 11, 14, start, tzinfo=UTC)

    shown = content(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes))
    assert plain(hours(shown, shown.occurrences[0])) == text


@pytest.mark.parametrize(
    ("today", "weekend"),
    [
        (date(2026, 11, 11), "from=2026-11-14&to=2026-11-15"),
        (SATURDAY_14, "from=2026-11-14&to=2026-11-15"),
        (date(2026, 11, 15), "from=2026-11-15&to=2026-11-15"),
    ],
)
def test_the_weekend_is_the_next_or_the_present_one(today: date, weekend: str) -> None:
    links = {label: href for href, label in shortcuts(chosen_of({}, today))}

    assert weekend in links["Ce week-end"]


def test_shortcuts_keep_the_other_filters_and_exist_in_the_season_only() -> None:
    chosen = chosen_of({"region": "53", "to": "2026-11-02"})
    links = {label: href for href, label in shortcuts(chosen)}

    assert links["À venir"] == "/?region=53#liste"
    assert shortcuts(chosen_of({}, date(2026, 8, 1))) == ()


@pytest.mark.parametrize(
    ("given", "today"),
    [({}, "15"), ({"region": "987"}, "14"), ({"department": "971"}, "14"), ({"region": "04"}, "15")],
)
def test_today_is_that_of_the_place_that_is_chosen(given: dict[str, str], today: str) -> None:
    one_in_the_morning_in_paris = datetime(2026, 11, 15, tzinfo=UTC)
    [(href, _), _] = shortcuts(selection("/", given, now=one_in_the_morning_in_paris, edition=EDITION))

    assert f"from=2026-11-{today}&to=2026-11-{today}" in href


@pytest.mark.parametrize("given", [{}, {"passees": "1"}])
def test_who_has_chosen_no_day_is_not_offered_what_is_shown_already(given: dict[str, str]) -> None:
    labels = [label for _, label in shortcuts(chosen_of(given))]

    assert labels == ["Aujourd’hui", "Ce week-end"]


def test_departments_are_those_of_the_chosen_region() -> None:
    [(name, choices)] = department_choices("53")

    assert (name, [code for code, _ in choices]) == ("Bretagne", ["22", "29", "35", "56"])
    assert sum(len(choices) for _, choices in department_choices(None)) >= 101


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("https://www.filvert.example/mois/", "filvert.example/mois"),
        (f"https://filvert.example/{'x' * 60}", f"filvert.example/{'x' * 28}…"),
    ],
)
def test_a_web_link_shows_where_it_leads(address: str, text: str) -> None:
    link = web_link(address)

    assert link
    assert (link.href, link.text) == (address, text)


@pytest.mark.parametrize(
    "address", [None, "", "javascript:alert(1)", "data:text/html,x", "https://", "http://[::1", "ftp://a.example"]
)
def test_anything_but_a_web_address_is_no_link(address: str | None) -> None:
    assert web_link(address) is None


@pytest.mark.parametrize(("digits", "text"), [("0299000000", "02 99 00 00 00"), ("+262262000000", "+262262000000")])
def test_telephone_numbers_are_grouped_as_in_france(digits: str, text: str) -> None:
    assert plain(phone_text(digits)) == text
