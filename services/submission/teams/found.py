"""Use case: make a team for the structure of a manifestation, so that colleagues can look after it."""

from uuid import UUID

from services.submission.accounts.teams.membership import found_team
from services.submission.accounts.teams.rules import numbers_of
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.team import give_to_team
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def share_with_team(tx: Tx, manifestation: Manifestation, *, caller: Caller) -> UUID:
    """Return the team of the structure, made where the owner has none; all of the owner's for it go to the team."""
    team_id = await found_team(tx, UUID(caller.account_id), manifestation.organiser)
    await give_to_team(tx, caller.account_id, team_id, numbers_of(manifestation.organiser))
    return team_id
