"""The SQL of whose team looks after a manifestation; no version is made of it, and nobody told."""

from collections.abc import Sequence
from uuid import UUID

from shared.postgres.database import Tx


async def set_team(tx: Tx, manifestation_id: UUID, team_id: UUID | None) -> None:
    """Give one to a team, or to its owner alone."""
    await tx.execute("UPDATE manifestations SET team_id = $2 WHERE id = $1", manifestation_id, team_id)


async def give_owned(tx: Tx, owner_id: str, team_id: UUID, numbers: Sequence[str]) -> None:
    """Give a team what an account alone registered for the structure that goes by one of these numbers."""
    await tx.execute(
        """
        UPDATE manifestations
        SET team_id = $2
        WHERE owner_id = $1
            AND team_id IS NULL
            AND ARRAY[
                organiser->>'siren',
                left(organiser->>'siret', 9),
                organiser->>'rna',
                organiser->>'uai',
                organiser->>'rnf'
            ] && $3::text[]
        """,
        owner_id,
        team_id,
        numbers,
    )


async def count_present(tx: Tx, team_id: UUID) -> int:
    """Count what is not withdrawn."""
    found: int = await tx.fetchval(
        "SELECT count(*) FROM manifestations WHERE team_id = $1 AND state <> 'withdrawn'", team_id
    )
    return found
