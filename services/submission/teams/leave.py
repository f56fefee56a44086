"""Use case: leave a team, but not its manifestations to nobody."""

from uuid import UUID

from services.submission.accounts.teams.membership import members_left, part, team_of
from services.submission.manifestations.team import count_of_team
from services.submission.teams.errors import LastMember
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def leave_team(tx: Tx, team_id: UUID, *, caller: Caller, entrust: bool) -> None:
    """Take oneself out of a team; raises ``TeamUnknown``, and ``LastMember`` unless the chambers take over.

    What is entrusted stays the team's, in which nobody is: the chamber of the region acts for it, and may hand it over.
    """
    account_id = UUID(caller.account_id)
    await team_of(tx, team_id, account_id)
    if not entrust and not await members_left(tx, team_id, account_id):
        manifestations = await count_of_team(tx, team_id)
        if manifestations:
            raise LastMember(manifestations)
    await part(tx, team_id, account_id)
