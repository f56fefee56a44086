import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import FieldsRefused
from shared.http.cursor import Cursors, next_link

CURSORS = Cursors(b"essai")
VALUES = (datetime(2026, 11, 14, 9, tzinfo=UTC), UUID("6a2f1c7e-0000-4000-8000-000000000000"))


@given(st.tuples(st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC)), st.uuids()))  # noqa: DTZ001
def test_a_cursor_comes_back_as_the_values_it_was_made_of(values: tuple[datetime, UUID]) -> None:
    assert CURSORS.decode(CURSORS.encode(values), tuple[datetime, UUID]) == values


def test_a_cursor_needs_no_escaping_in_an_address() -> None:
    assert CURSORS.encode(VALUES).isascii()
    assert not set(CURSORS.encode(VALUES)) & set("+/=&?%")


def test_no_cursor_is_the_beginning() -> None:
    assert CURSORS.decode(None, tuple[datetime, UUID]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%%%",
        "é",
        "AAAA",
        CURSORS.encode(VALUES)[:-3],
        base64.urlsafe_b64encode(b'["x", 1]').decode(),
        base64.urlsafe_b64encode(b"[" * 300).decode(),
        CURSORS.encode((*VALUES, 1)),
        "A" * 10_000,
    ],
)
def test_what_we_did_not_give_out_is_refused_on_the_cursor(text: str) -> None:
    with pytest.raises(FieldsRefused) as refused:
        CURSORS.decode(text, tuple[datetime, UUID])

    (error,) = refused.value.errors
    assert (error.pointer, error.code) == ("/cursor", "cursor_invalid")
    assert len(error.value or "") <= 200


def test_a_cursor_of_which_any_sign_was_changed_is_refused() -> None:
    cursor = CURSORS.encode(VALUES)
    # The last sign bears bits that belong to no byte.
    for position, sign in enumerate(cursor[:-1]):
        other = "A" if sign != "A" else "B"
        with pytest.raises(FieldsRefused):
            CURSORS.decode(cursor[:position] + other + cursor[position + 1 :], tuple[datetime, UUID])


def test_a_cursor_of_another_service_is_refused() -> None:
    with pytest.raises(FieldsRefused):
        Cursors(b"autre").decode(CURSORS.encode(VALUES), tuple[datetime, UUID])


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(FieldsRefused):
        CURSORS.decode(CURSORS.encode((1, *VALUES)), tuple[datetime, UUID])


def test_the_longest_name_makes_a_cursor_that_is_taken_back() -> None:
    last = ("\U0001f33f" * 200, VALUES[1])

    assert CURSORS.decode(CURSORS.encode(last), tuple[str, UUID]) == last


def test_an_overlong_cursor_is_not_read() -> None:
    with pytest.raises(FieldsRefused):
        CURSORS.decode(CURSORS.encode(("x" * 1600,)), tuple[str])


def test_the_next_page_keeps_the_filters_and_replaces_the_cursor() -> None:
    link = next_link("https://exemple.fr/manifestations", "region=53&cursor=old&q=%C3%A9t%C3%A9", "new")

    assert link == '<https://exemple.fr/manifestations?region=53&q=%C3%A9t%C3%A9&cursor=new>; rel="next"'
