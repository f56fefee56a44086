from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.submission.imports.mapping import season as feed_season
from services.submission.imports.mapping.moments import Written
from services.submission.imports.mapping.schedule import Move, schedule
from services.submission.imports.mapping.shipped import CLOSES, OPENS
from services.submission.manifestations.rules.season import LONGEST_DAYS
from tests.support.edition import EDITION

PARIS = ZoneInfo("Europe/Paris")
IN_2026, IN_OCTOBER, IN_NOVEMBER = Move(year=2026), Move(year=2026, month=10), Move(year=2026, month=11)


@pytest.mark.parametrize(
    ("start", "end", "move", "expected", "says"),
    [
        ("2021-11-10", "2022-05-10", IN_2026, ("2026-11-11", "2026-12-31"), "Fin ramenée au 31/12/2026"),
        ("2022-04-09", "2022-11-06", IN_NOVEMBER, ("2026-11-07", "2026-12-31"), "fin de la saison"),
        ("2022-06-22", "2022-11-06", IN_2026, ("2026-10-01", "2026-11-08"), "Début ramené au 01/10/2026"),
        ("2022-01-01", "2022-11-15", IN_2026, ("2026-10-01", "2026-11-17"), "ouverture de la saison"),
        ("2022-04-01", "2022-09-01", IN_OCTOBER, ("2026-10-02", "2026-12-01"), "62 jours au plus"),
    ],
)
def test_a_long_period_that_was_moved_stays_inside_the_season_and_says_what_was_cut(
    start: str, end: str, move: Move, expected: tuple[str, str], says: str
) -> None:
    result = schedule(
        Written(day=date.fromisoformat(start)), Written(day=date.fromisoformat(end)), zone=PARIS, move=move
    )

    assert (str(result.starts_at.date()), str(result.ends_at.date())) == expected
    assert any(says in note for note in result.notes)
    assert result.moved
    opens, closes = EDITION.first_day, EDITION.last_day
    assert opens <= result.starts_at.date() <= result.ends_at.date() <= closes
    assert result.ends_at.astimezone(UTC) - result.starts_at.astimezone(UTC) <= timedelta(days=LONGEST_DAYS)


def test_a_period_cut_to_one_day_still_ends_after_it_begins() -> None:
    start, end = Written(day=date(2022, 12, 29), hour=time(20)), Written(day=date(2023, 2, 2), hour=time(10))

    result = schedule(start, end, zone=PARIS, move=Move(year=2026))

    assert result.starts_at == datetime(2026, 12, 31, 20, tzinfo=PARIS)
    assert result.ends_at == datetime(2026, 12, 31, 23, 59, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("start", "end", "move"),
    [
        (date(2026, 11, 20), date(2027, 2, 1), Move(year=2026)),
        (date(2026, 11, 20), date(2027, 2, 1), None),
        (date(2022, 6, 4), date(2022, 6, 25), Move(year=2026)),
        (date(2022, 11, 9), date(2022, 11, 13), Move(year=2026)),
        (date(2022, 11, 13), date(2022, 11, 9), Move(year=2026)),
    ],
)
def test_nothing_is_cut_that_was_not_moved_or_lies_outside_the_season_or_fits(
    start: date, end: date, move: Move | None
) -> None:
    result = schedule(Written(day=start), Written(day=end), zone=PARIS, move=move)

    assert result.ends_at.date() - result.starts_at.date() == end - start
    assert not [note for note in result.notes if "ramené" in note]


def test_the_season_known_here_is_that_of_the_platform() -> None:
    assert (date(2026, *OPENS), date(2026, *CLOSES)) == (EDITION.first_day, EDITION.last_day)
    assert feed_season.LONGEST_DAYS == LONGEST_DAYS
