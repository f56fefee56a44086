"""Cursors: where a list goes on, opaque to callers, checked when they come back."""

import base64
import binascii
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Any, TypeVar, cast
from urllib.parse import parse_qsl, urlencode

import msgspec

from shared.errors import FieldError, FieldsRefused

T = TypeVar("T")

LONGEST = 512
MOST = 2**31
NUL = "\0"


def encode_cursor(values: tuple[Any, ...]) -> str:
    """Make a cursor of the last row's sort values; dates and UUIDs may be among them."""
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).rstrip(b"=").decode()


def decode_cursor(text: str | None, shape: type[T]) -> T | None:
    """Return the values as ``shape`` says, for example ``tuple[Instant, UUID]``; None where there is no cursor.

    Raises ``FieldsRefused`` on ``/cursor`` for anything that we cannot have given out.
    """
    if text is None:
        return None
    try:
        if len(text) > LONGEST:
            raise ValueError  # noqa: TRY301 -- one way out for every kind of unusable cursor
        padded = text + "=" * (-len(text) % 4)
        values = msgspec.json.decode(base64.b64decode(padded, altchars=b"-_", validate=True), type=shape)
        if not all(map(_can_be_asked_for, cast("Iterable[Any]", values))):
            raise ValueError  # noqa: TRY301
    except (ValueError, binascii.Error, msgspec.DecodeError) as error:
        raise FieldsRefused(
            "La liste ne peut pas reprendre à cet endroit.",
            errors=[
                FieldError(
                    pointer="/cursor",
                    code="cursor_invalid",
                    message="Le paramètre « cursor » n’est pas un repère que nous avons donné : reprenez celui du "
                    "champ « next » de la page précédente, sans le modifier, ou recommencez sans lui.",
                    value=text[:200],
                )
            ],
        ) from error
    return values


def _can_be_asked_for(value: object) -> bool:
    """Return False for what the database cannot even compare with."""
    match value:
        case str():
            return NUL not in value
        case int():
            return -MOST <= value < MOST
        case datetime():
            # In the first and the last year some offset leaves the calendar.
            return MINYEAR < value.year < MAXYEAR
    return True


def next_link(url: str, query: str, cursor: str) -> str:
    """Return the value of a ``Link`` header that leads to the next page of ``url?query``."""
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "cursor"]
    return f'<{url}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'
