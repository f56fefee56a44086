import pytest

from services.programme.listings.rules.around import around, communes_meant
from shared.geography.distance import box


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Redon", "Redon (35)"),
        ("redon", "Redon (35)"),
        ("35600", "Redon (35)"),
        ("35 600", "Redon (35)"),
        ("35236", "Redon (35)"),
        ("01039", "Culoz-Béon (01)"),
        ("St-Brieuc", "Saint-Brieuc (22)"),
        ("Saint-Denis (93)", "Saint-Denis (93)"),
        ("Redon (35600)", "Redon (35)"),
        ("47.65, -2.08", "votre position"),
    ],
)
def test_a_place_is_understood_as_people_write_it(text: str, name: str) -> None:
    found = around(text)

    assert found
    assert found.name == name


@pytest.mark.parametrize("text", ["Nulleparville", "99999", "91.0,2.0", "47.65;-181", "Redon (75)", ""])
def test_what_is_nowhere_is_no_place(text: str) -> None:
    assert around(text) is None


def test_a_commune_without_a_known_middle_is_meant_and_not_on_the_map() -> None:
    assert [each.name for each in communes_meant("Mamoudzou")] == ["Mamoudzou"]
    assert around("Mamoudzou") is None


def test_a_box_holds_the_circle_and_little_more() -> None:
    south, north, west, east = box(47.65, -2.08, 20)

    assert (north - south) * 111.2 == pytest.approx(40)
    assert 40 < (east - west) * 111.2 * 0.6738 < 41
