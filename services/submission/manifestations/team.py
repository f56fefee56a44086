"""Use case: manifestations are a team's."""

from collections.abc import Sequence
from uuid import UUID

from services.submission.manifestations.store.teams import count_present, give_owned
from shared.postgres.database import Tx


async def give_to_team(tx: Tx, owner_id: str, team_id: UUID, numbers: Sequence[tuple[str, str]]) -> None:
    """Give a team all that its new member registered alone for a structure that goes by one of these numbers."""
    await give_owned(tx, owner_id, team_id, [number for _, number in numbers])


async def count_of_team(tx: Tx, team_id: UUID) -> int:
    """Return how many manifestations a team looks after that are not withdrawn."""
    return await count_present(tx, team_id)
