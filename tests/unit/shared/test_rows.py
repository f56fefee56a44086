from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from shared.postgres.rows import SqlType, arrays, assignments, columns, one_row, sql_types, unnest, values, width

ONE = UUID(int=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    id: UUID
    state: Literal["open", "closed"]
    starts_local: Annotated[datetime, SqlType("timestamp")]
    seats: int | None
    themes: tuple[str, ...]


def test_a_field_added_to_the_row_is_in_every_part_of_the_statement() -> None:
    assert columns(Row) == "id, state, starts_local, seats, themes"
    assert columns(Row, prefix="known.", but=("seats",)) == "known.id, known.state, known.starts_local, known.themes"
    assert (
        assignments(Row, but=("id", "state", "themes"))
        == "starts_local = excluded.starts_local, seats = excluded.seats"
    )
    assert unnest(Row, first=3) == (
        "unnest($3::uuid[], $4::text[], $5::timestamp[], $6::bigint[], $7::jsonb[]) "
        "AS incoming (id, state, starts_local, seats, themes)"
    )
    assert one_row(Row, first=3, alias="told") == (
        "(VALUES ($3::uuid, $4::text, $5::timestamp, $6::bigint, $7::jsonb)) "
        "AS told (id, state, starts_local, seats, themes)"
    )
    assert width(Row) == 5


def test_a_type_follows_from_the_annotation() -> None:
    assert sql_types(Row) == {
        "id": "uuid",
        "state": "text",
        "starts_local": "timestamp",
        "seats": "bigint",
        "themes": "jsonb",
    }


def test_the_arrays_stand_in_the_order_of_the_parameters_and_a_list_within_them_is_one_value() -> None:
    at = datetime(2026, 11, 14, 10)  # noqa: DTZ001
    rows = [Row(id=ONE, state="open", starts_local=at, seats=None, themes=("culture", "sport"))]

    ids, states, starts, seats, themes = arrays(Row, rows)

    assert ([ONE], ["open"], [at], [None]) == (ids, states, starts, seats)
    assert [msgspec.Raw(b'["culture","sport"]')] == themes


def test_the_values_of_one_row_stand_in_the_order_of_its_parameters() -> None:
    at = datetime(2026, 11, 14, 10)  # noqa: DTZ001
    row = Row(id=ONE, state="open", starts_local=at, seats=None, themes=("culture",))

    assert [ONE, "open", at, None, ("culture",)] == values(Row, row)
