"""Use case: let the numbers of structures lead to their ids."""

from collections.abc import Mapping
from uuid import UUID

from services.eligibility.structures.store.numbers import NumberRow, keep_numbers
from shared.postgres.database import Tx


async def know_numbers(tx: Tx, numbers: Mapping[str, UUID]) -> None:
    """Keep them; where one leads to another structure already, both are one, which is then told by and by."""
    if numbers:
        await keep_numbers(tx, [NumberRow(number=number, structure_id=one) for number, one in sorted(numbers.items())])
