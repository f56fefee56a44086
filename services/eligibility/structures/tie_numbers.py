"""Use case: the national team says for which structures an account speaks, by their numbers, before they are met."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.structures.know_numbers import know_numbers
from services.eligibility.structures.rules.identities import identities
from services.eligibility.structures.store.numbers import get_identities
from services.eligibility.structures.tie import tie, untie
from shared.postgres.database import Tx


async def tie_numbers(tx: Tx, *, account: str, numbers: Sequence[str], made_by: str, withdraw: bool) -> int:
    """Make, or withdraw, a tie a number, and one for any structure where there is none; returns how many.

    Raises ``TieUnknown``. A number that nobody has met leads to its structure from now on.
    """
    structure_ids: list[UUID | None] = [None]
    if numbers:
        secret, known = await get_identities(tx, sorted(set(numbers)))
        found = identities(secret, known, [])
        leads = {number: found.id_by(number) for number in numbers}
        await know_numbers(tx, leads)
        structure_ids = [*dict.fromkeys(leads.values())]
    for structure_id in structure_ids:
        if withdraw:
            await untie(tx, account=account, structure_id=structure_id, withdrawn_by=made_by, region_code=None)
        else:
            await tie(tx, account=account, structure_id=structure_id, made_by=made_by)
    return len(structure_ids)
