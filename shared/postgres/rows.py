"""One row type, one place: its fields are the columns of a statement, their SQL types and its parameters.

Many rows are arrays for ``unnest``; where there is always one, as behind a request, it is plain parameters.

A statement is composed of these when its module is imported; values are always parameters.
"""

import types
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

SQL_TYPES: dict[Any, str] = {
    UUID: "uuid",
    str: "text",
    int: "bigint",
    float: "double precision",
    bool: "boolean",
    bytes: "bytea",
    date: "date",
    datetime: "timestamptz",
}
"""Every other type is stored as ``jsonb``."""


class SqlType(str):
    """In ``Annotated``: another SQL type than the Python type has by itself, for example ``timestamp``."""

    __slots__ = ()


def columns(row: type, *, prefix: str = "", but: Iterable[str] = ()) -> str:
    """Return ``a, b, c``, each with ``prefix`` in front, without those named in ``but``."""
    left_out = set(but)
    return ", ".join(f"{prefix}{name}" for name in _types(row) if name not in left_out)


def unnest(row: type, *, first: int = 1, alias: str = "incoming") -> str:
    """Return ``unnest($1::uuid[], $2::text[]) AS incoming (a, b)``, parameters counted from ``first``."""
    arguments = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_types(row).values(), start=first))
    return f"unnest({arguments}) AS {alias} ({columns(row)})"


def one_row(row: type, *, first: int = 1, alias: str = "incoming") -> str:
    """Return ``(VALUES ($1::uuid, $2::text)) AS incoming (a, b)``: for statements that write one row."""
    parameters = ", ".join(f"${number}::{kind}" for number, kind in enumerate(_types(row).values(), start=first))
    return f"(VALUES ({parameters})) AS {alias} ({columns(row)})"


def values(row: type, one: Any) -> list[Any]:
    """Return one parameter a column, in the order of ``one_row``."""
    return [getattr(one, name) for name in _types(row)]


def assignments(row: type, *, but: Iterable[str] = ()) -> str:
    """Return ``a = excluded.a, b = excluded.b`` for ``ON CONFLICT … DO UPDATE SET``."""
    left_out = set(but)
    return ", ".join(f"{name} = excluded.{name}" for name in _types(row) if name not in left_out)


def arrays(row: type, rows: Sequence[Any]) -> list[list[Any]]:
    """Return one array a column, in the order of ``unnest``."""
    return [
        [_json(getattr(each, name)) for each in rows] if kind == "jsonb" else [getattr(each, name) for each in rows]
        for name, kind in _types(row).items()
    ]


def width(row: type) -> int:
    """Return how many parameters ``unnest`` takes."""
    return len(_types(row))


def sql_types(row: type) -> dict[str, str]:
    """Return the SQL type of each column, by name, as the statement casts it."""
    return dict(_types(row))


def _json(value: Any) -> msgspec.Raw | None:
    # Encoded here, since a list within an array would be taken for a second dimension.
    return None if value is None else msgspec.Raw(msgspec.json.encode(value))


@cache
def _types(row: type) -> dict[str, str]:
    hints = get_type_hints(row, include_extras=True)
    return {field.name: _sql_type(hints[field.name]) for field in fields(row)}


def _sql_type(annotation: Any) -> str:
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType}:
        [kind] = {_sql_type(choice) for choice in get_args(annotation) if choice is not type(None)}
        return kind
    if metadata := getattr(annotation, "__metadata__", None):
        chosen = next((each for each in metadata if isinstance(each, SqlType)), None)
        return str(chosen) if chosen else _sql_type(annotation.__origin__)
    if origin is not None and str(origin).endswith("Literal"):
        return "text"
    return SQL_TYPES.get(annotation, "jsonb")
