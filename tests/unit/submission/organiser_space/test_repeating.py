"""One date becomes many: the same again, or the same every week."""

from typing import Any

import pytest

from services.submission.organiser_space.bodies.repeating import edited
from shared.errors import FieldsRefused

REPEATED = {"_repeter": "0"}
TUESDAY = {
    "occurrence_id": "00000000-0000-0000-0000-000000000001",
    "date": "03/11/2026",
    "from": "18:00",
    "to": "20:00",
    "note": "Salle du haut",
    "state": "full",
    "place": {"name": "Le Quai"},
}


def days(blocks: list[dict[str, Any]], **pressed: str) -> list[dict[str, Any]]:
    found = edited({"title": "Un atelier", "occurrences": blocks}, pressed)
    assert found
    assert found["title"] == "Un atelier"
    made: list[dict[str, Any]] = found["occurrences"]
    return made


def test_every_tuesday_until_a_day_is_a_date_each_and_only_the_first_keeps_its_name_and_state() -> None:
    made = days([{**TUESDAY, "every": "week", "repeat_until": "2026-11-24"}], _repeter="0")

    assert ["03/11/2026", "2026-11-10", "2026-11-17", "2026-11-24"] == [block["date"] for block in made]
    assert {k: v for k, v in TUESDAY.items() if k not in {"occurrence_id", "state", "date"}} == {
        k: v for k, v in made[1].items() if k != "date"
    }
    assert ({"every", "repeat_until"} & set(made[0]), made[0]["state"]) == (set(), "full")


def test_a_date_over_several_days_is_repeated_whole() -> None:
    made = days([{**TUESDAY, "until": "2026-11-04", "every": "fortnight", "repeat_until": "2026-11-18"}], _repeter="0")

    assert [("03/11/2026", "2026-11-04"), ("2026-11-17", "2026-11-18")] == [
        (each["date"], each["until"]) for each in made
    ]


def test_a_copy_stands_behind_its_original_and_waits_for_its_day() -> None:
    made = days([TUESDAY, {"date": "2026-12-01"}], _copier="0")

    assert ["03/11/2026", None, "2026-12-01"] == [block.get("date") for block in made]
    assert ("18:00", "Le Quai") == (made[1]["from"], made[1]["place"]["name"])


@pytest.mark.parametrize(
    ("block", "field", "words"),
    [
        ({}, "date", "première date"),
        ({"date": "2026-11-03"}, "repeat_until", "jusqu’à quand"),
        ({"date": "2026-11-03", "repeat_until": "demain"}, "repeat_until", "« demain » n’est pas une date"),
        ({"date": "2026-11-03", "repeat_until": "2026-11-04"}, "repeat_until", "plus tardif"),
        ({"date": "2026-10-01", "repeat_until": "2026-11-29", "every": "day"}, "repeat_until", None),
        ({"date": "2026-10-01", "repeat_until": "2026-11-30", "every": "day"}, "repeat_until", "61"),
    ],
)
def test_what_cannot_be_repeated_says_why_at_its_field(block: dict[str, str], field: str, words: str | None) -> None:
    if words is None:
        assert 60 == len(days([block], _repeter="0"))
        return
    with pytest.raises(FieldsRefused) as refused:
        edited({"occurrences": [{}, block]}, {"_repeter": "1"})

    [error] = refused.value.errors
    assert f"/occurrences/1/{field}" == error.pointer
    assert words in error.message


def test_no_date_that_is_filled_in_makes_room_for_others_and_an_empty_one_does() -> None:
    daily = {"date": "2026-10-01", "repeat_until": "2026-11-29", "every": "day"}
    full = [{"date": "2026-10-01", "from": "10:00"} for _ in range(60)]
    for blocks, pressed in (([daily, TUESDAY], "_repeter"), (full, "_copier")):
        with pytest.raises(FieldsRefused) as refused:
            edited({"occurrences": blocks}, {pressed: "0"})
        assert "Cela ferait 61 dates, 60 au plus" in refused.value.errors[0].message.replace("\xa0", " ")

    assert 60 == len(days([daily, {"state": "scheduled"}], _repeter="0"))


def test_the_end_of_the_calendar_is_no_date() -> None:
    with pytest.raises(FieldsRefused) as refused:
        edited({"occurrences": [{"date": "9999-12-30", "repeat_until": "9999-12-31", "every": "day"}]}, REPEATED)

    assert "/occurrences/0/date" == refused.value.errors[0].pointer


@pytest.mark.parametrize("position", ["7", "-1", "", "x"])
def test_a_button_of_a_date_that_is_not_there_changes_nothing(position: str) -> None:
    assert edited({"occurrences": [TUESDAY]}, {"_copier": position}) is None
