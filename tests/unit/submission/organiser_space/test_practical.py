"""Price, booking and the like as people write them."""

from typing import Any

import pytest

from tests.unit.submission.organiser_space.test_form import content, faults, pointers


@pytest.mark.parametrize(
    ("written", "cents"), [("5", 500), ("7,5", 750), ("7.50 €", 750), ("0", 0), ("12 euros", 1200)]
)
def test_amounts_are_euros_as_people_write_them(written: str, cents: int) -> None:
    price = content(price__kind="paid", price__lowest=written).price

    assert price is not None
    assert cents == price.lowest_cents


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"price__kind": "paid", "price__lowest": "cinq"}, "/price/lowest"),
        ({"price__kind": "paid", "price__lowest": "20000"}, "/price/lowest"),
        ({"price__lowest": "5"}, "/price/kind"),
        ({"price__kind": "free", "price__lowest": "5"}, "/price/highest"),
        ({"price__kind": "paid", "price__lowest": "5", "price__highest": "4"}, "/price/highest"),
        ({"booking__url": "https://places.example"}, "/booking/required"),
        ({"booking__required": "true", "booking__seats": "beaucoup"}, "/booking/seats"),
        ({"booking__required": "true", "booking__closes_on": "2026-11-13"}, "/booking/closes_at"),
        ({"booking__required": "true", "booking__closes_on": "x", "booking__closes_at": "18h"}, "/booking/closes_on"),
        ({"age__lowest": "12", "age__highest": "8"}, "/age/highest"),
        ({"languages": ["fr"], "other_languages": "klingon!"}, "/languages/1"),
        ({"co_organiser_names": "x" * 300}, "/co_organiser_names"),
        ({"print_title": "x" * 300}, "/print_title"),
    ],
)
def test_a_fault_stands_at_its_field(fields: dict[str, Any], pointer: str) -> None:
    assert [pointer] == pointers(**fields)


def test_what_is_free_and_has_a_price_is_said_in_words_of_the_page() -> None:
    [(_, message)] = faults(price__kind="free", price__lowest="5")

    assert "kind" not in message


def test_amounts_and_languages_are_written_as_people_do() -> None:
    known = content(
        price__kind="paid",
        price__lowest="7,5 €",
        price__highest="1\u202f000,50",
        other_languages="Néerlandais, euskara ; pt_br",
    )

    assert known.price
    assert (750, 100_050) == (known.price.lowest_cents, known.price.highest_cents)
    assert ("nl", "eu", "pt-BR") == known.languages


def test_bookings_close_on_the_clock_of_the_place() -> None:
    known = content(
        place__postcode="97400",
        place__commune="Saint-Denis",
        booking__required="true",
        booking__closes_on="13/11/2026",
        booking__closes_at="18h",
    )

    assert known.booking
    assert known.booking.closes_at
    assert "2026-11-13T18:00:00+04:00" == known.booking.closes_at.isoformat()


def test_nothing_said_is_nothing_registered() -> None:
    known = content(booking__required="none", co_organiser_names=" \n ", other_languages=" , ")

    assert (None, None, None, (), ()) == (
        known.price,
        known.booking,
        known.age,
        known.co_organisers,
        known.languages,
    )


def test_who_organises_with_is_one_a_line() -> None:
    known = content(co_organiser_names="La Maison des associations\r\n\r\n  Le Quai ")

    assert ["La Maison des associations", "Le Quai"] == [each.name for each in known.co_organisers]
