"""What no honest client sends: values, and bodies that are none, each with the reason why it is here."""

from collections.abc import Iterator
from typing import Any

UNSEEN = "\u200b\u200e\u2060\ufeff\u00ad"
TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "\uffff",
    "\ud800",  # half a character; leaves no client as UTF-8
    "\u202e\u2066%_\\",  # marks of direction, and what LIKE takes for itself
    UNSEEN,
    "\u0301" * 300,
    "👨\u200d👩\u200d👧" * 200,
    "x" * 100_000,
    "'; DROP TABLE listings; --",
    "{{ 7 * 7 }}{% raw %}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "ﬁ①Ⅷ٣",  # signs that become others, and digits of another script
    "1e400",
    "-0",
    "0x10",
    "1_000",
    str(2**31),
    str(2**63),
    str(-(2**63) - 1),
    "9" * 5000,
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2026-02-30",
    "2026-11-14T10:00:00",
    "2026-11-14T10:00:00+14:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2026-11-14T10:00:60Z",
    "2026-11-14T10:00:00.123456789Z",
    "2026-11-14T25:00:00+99:99",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "urn:uuid:00000000-0000-4000-8000-000000000001",
    "Europe/../Paris",
    "https://[::1",
    "javascript:alert(1)",
    "http://\u202e.example",
    "a@" + "b." * 200 + "fr",
)
NUMBERS: tuple[Any, ...] = (
    *(-1, 0, 2**31 - 1, 2**31, 2**53, 2**63, -(2**63) - 1, 2**64, 10**400),
    *(1.5, -0.0, 1e308, 5e-324),
)
SHAPES: tuple[Any, ...] = (None, True, [], {}, [None], [[]], [{}], {"": {}}, {"\0": 1}, [0] * 101, {"a": {"b": ["c"]}})
VALUES = (*TEXTS, *NUMBERS, *SHAPES)
BODIES = (
    b"",
    b"\xff\xfe{}",
    b"\xef\xbb\xbf{}",
    b'{"title": "\xed\xa0\x80"}',
    b'{"title": "\xc3"}',
    b'{"title": "\\ud800"}',
    b'{"title": "\\u0000"}',
    b'{"title": NaN}',
    b'{"title": Infinity, "organiser": -Infinity}',
    b'{"title": 1e99999}',
    b'{"title": ' + b"9" * 5000 + b"}",
    b'{"title": "a", "title": ["b"]}',
    b"[" * 100_000,
    b'{"a":' * 1000 + b"1" + b"}" * 1000,
    b"null",
    b"[]",
    b'"text"',
    b"{",
    b"title=a&title=b",
)
"""As they are, under the type of JSON."""


def leaves(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the place of every value in a body, whole objects and lists included."""
    yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from leaves(each, (*place, name))


def with_value(body: Any, place: tuple[str | int, ...], value: Any) -> Any:
    """Return a copy of a body that holds ``value`` there."""
    if not place:
        return value
    name, *rest = place
    copy: Any = dict(body) if isinstance(body, dict) else list(body)
    copy[name] = with_value(copy[name], tuple(rest), value)
    return copy
