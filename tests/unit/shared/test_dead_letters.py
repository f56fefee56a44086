from typing import Any

import asyncpg
import pytest

from shared.kafka.dead_letters import dead_letter

RECORD: Any = object()
ADDRESS = "camille.martin@exemple.fr"


def test_a_letter_does_not_quote_the_row_that_postgres_shows() -> None:
    error = asyncpg.NotNullViolationError('null value in column "title" violates not-null constraint')
    error.detail = f"Failing row contains (1, Camille Martin, {ADDRESS})."

    letter = dead_letter(RECORD, error)

    assert letter.error_class == "NotNullViolationError"
    assert letter.message == 'null value in column "title" violates not-null constraint (23502, None)'


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("invalid input for query argument $3: 'Camille Martin' (an integer is required)", "argument $3 (22000"),
        ('invalid input syntax for type uuid: "Camille Martin"', "type uuid (22000"),
    ],
)
def test_a_letter_does_not_quote_the_value_that_is_to_blame(message: str, told: str) -> None:
    letter = dead_letter(RECORD, asyncpg.DataError(message))

    assert told in letter.message
    assert "Camille" not in letter.message


def test_a_letter_names_no_address() -> None:
    assert dead_letter(RECORD, ValueError(f"not from {ADDRESS}")).message == "not from [adresse]"
