import base64
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.content import Instant
from shared.errors import FieldsRefused
from shared.http.cursor import decode_cursor, encode_cursor, next_link

VALUES = (datetime(2026, 11, 14, 9, tzinfo=UTC), UUID("6a2f1c7e-0000-4000-8000-000000000000"))


@given(st.tuples(st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC)), st.uuids()))  # noqa: DTZ001
def test_a_cursor_comes_back_as_the_values_it_was_made_of(values: tuple[datetime, UUID]) -> None:
    assert decode_cursor(encode_cursor(values), tuple[datetime, UUID]) == values


def test_a_cursor_needs_no_escaping_in_an_address() -> None:
    assert encode_cursor(VALUES).isascii()
    assert not set(encode_cursor(VALUES)) & set("+/=&?%")


def test_no_cursor_is_the_beginning() -> None:
    assert decode_cursor(None, tuple[datetime, UUID]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%%%",
        "é",
        "AAAA",
        encode_cursor(VALUES)[:-3],
        base64.urlsafe_b64encode(b'["x", 1]').decode(),
        base64.urlsafe_b64encode(b"[" * 300).decode(),
        encode_cursor((*VALUES, 1)),
        "A" * 10_000,
    ],
)
def test_what_we_did_not_give_out_is_refused_on_the_cursor(text: str) -> None:
    with pytest.raises(FieldsRefused) as refused:
        decode_cursor(text, tuple[datetime, UUID])

    (error,) = refused.value.errors
    assert (error.pointer, error.code) == ("/cursor", "cursor_invalid")
    assert len(error.value or "") <= 200


@pytest.mark.parametrize(
    ("values", "shape"),
    [
        (("a\0b", VALUES[1]), tuple[str, UUID]),
        ((2**31, VALUES[1]), tuple[int, UUID]),
        ((-(2**31) - 1, VALUES[1]), tuple[int, UUID]),
        ((datetime(1, 12, 31, tzinfo=UTC), VALUES[1]), tuple[Instant, UUID]),
        ((datetime(9999, 1, 1, tzinfo=UTC), VALUES[1]), tuple[Instant, UUID]),
        ((datetime(2026, 11, 14, 9), VALUES[1]), tuple[Instant, UUID]),  # noqa: DTZ001
    ],
)
def test_what_no_row_can_have_is_refused_on_the_cursor(values: tuple[Any, ...], shape: Any) -> None:
    with pytest.raises(FieldsRefused):
        decode_cursor(encode_cursor(values), shape)


def test_an_overlong_cursor_is_not_read() -> None:
    with pytest.raises(FieldsRefused):
        decode_cursor(encode_cursor(("x" * 600,)), tuple[str])


def test_the_next_page_keeps_the_filters_and_replaces_the_cursor() -> None:
    link = next_link("https://exemple.fr/manifestations", "region=53&cursor=old&q=%C3%A9t%C3%A9", "new")

    assert link == '<https://exemple.fr/manifestations?region=53&q=%C3%A9t%C3%A9&cursor=new>; rel="next"'
